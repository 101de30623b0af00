//! The icons: one path each, on a grid of 16.

use yew::prelude::*;

pub(crate) const RUN: &str = "M4 2.5v11l9-5.5z";
pub(crate) const PAUSE: &str = "M4 3h3v10H4zM9 3h3v10H9z";
pub(crate) const STOP: &str = "M3.5 3.5h9v9h-9z";
pub(crate) const STEP: &str = "M3 3v10l7-5zM11 3h2v10h-2z";
pub(crate) const STEP_BACK: &str = "M13 3v10L6 8zM3 3h2v10H3z";
pub(crate) const SHARE: &str = "M11.5 1.5a2.5 2.5 0 1 1-1.7 4.3L6.4 7.6v.8l3.4 1.8a2.5 2.5 0 1 1-.6 1.1L5.8 9.5a2.5 2.5 0 1 1 0-3l3.4-1.8a2.5 2.5 0 0 1 2.3-3.2z";
pub(crate) const EXPORT: &str =
    "M7.2 1.5h1.6v6.7l2.5-2.4 1.1 1.1L8 11.2 3.6 6.9l1.1-1.1 2.5 2.4zM2.5 12.5h11V14h-11z";
pub(crate) const OPEN: &str = "M1.5 3h4.6l1.5 1.6h5.4V6.5h1.9l-2 6.5H1.5zM3 4.5v5.2l1-3.2h7.5v-.4H7L5.5 4.5zM5.1 8l-1.1 3.5h7.8L12.9 8z";
pub(crate) const PROGRAMS: &str = "M3 1.5h6.2L13 5.3v9.2H3zM4.5 3v10h7V6.5H8V3zM9.5 3.6V5h1.4zM5.8 8.2h4.4v1.3H5.8zM5.8 10.6h4.4v1.3H5.8z";
pub(crate) const RENAME: &str =
    "M11.2 1.6l3.2 3.2-8.9 8.9-4 .8.8-4zM11.2 3.7l-7.5 7.5-.3 1.4 1.4-.3 7.5-7.5z";
pub(crate) const DUPLICATE: &str = "M5 1.5h9v9h-2.5v-1.5h1V3h-6v1H5zM2 5.5h9v9H2zM3.5 7v6h6V7z";
pub(crate) const DELETE: &str =
    "M6 1.5h4l.6 1.3h3.2v1.5H2.2V2.8h3.2zM3.3 5.5h9.4l-.7 9H4zM5 7l.4 6h5.2l.4-6z";
pub(crate) const HELP: &str = "M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2zm0 1.5a5.3 5.3 0 1 0 0 10.6A5.3 5.3 0 0 0 8 2.7zM7.2 11h1.6v1.5H7.2zM8 3.8c1.6 0 2.7 1 2.7 2.4 0 1-.6 1.6-1.2 2-.6.45-.75.65-.75 1.3h-1.5c0-1.4.55-1.9 1.25-2.4.5-.35.7-.55.7-.95 0-.55-.45-.9-1.2-.9-.8 0-1.25.4-1.3 1.15H5.2C5.3 4.8 6.4 3.8 8 3.8z";
pub(crate) const SETTINGS: &str = "M1.5 3.2h7.1a2.2 2.2 0 0 1 4.2 0h1.7v1.6h-1.7a2.2 2.2 0 0 1-4.2 0H1.5zM1.5 11.2h1.7a2.2 2.2 0 0 1 4.2 0h7.1v1.6H7.4a2.2 2.2 0 0 1-4.2 0H1.5z";
pub(crate) const MAXIMIZE: &str = "M2.5 2.5h4.6v1.6H5.2l3 3-1.1 1.1-3-3v1.9H2.5zM13.5 13.5H8.9v-1.6h1.9l-3-3 1.1-1.1 3 3V8.9h1.6z";
pub(crate) const RESTORE: &str =
    "M7.5 7.5H2.9V5.9h1.9l-3-3 1.1-1.1 3 3V2.9h1.6zM8.5 8.5h4.6v1.6h-1.9l3 3-1.1 1.1-3-3v1.9H8.5z";
pub(crate) const MEASURE: &str =
    "M1.5 3h1.6v10H1.5zM12.9 3h1.6v10h-1.6zM4 8l2.6-2.4v1.6h2.8V5.6L12 8l-2.6 2.4V8.8H6.6v1.6z";
pub(crate) const MORE: &str = "M3 6.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zm5 0a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zm5 0a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z";
pub(crate) const FORMAT: &str =
    "M1.5 2.5h13V4h-13zM4.5 6.5h10V8h-10zM4.5 10.5h10V12h-10zM1.5 6.5h1.5v5.5H1.5z";
pub(crate) const WRAP: &str = "M1.5 2.5h13V4h-13zM1.5 7h10.2a2.9 2.9 0 0 1 0 5.8H9.5v1.9L6 12l3.5-2.7v2h2.2a1.4 1.4 0 0 0 0-2.8H1.5zM1.5 11.5h3V13h-3z";
pub(crate) const TABLE: &str = "M1.5 2.5h13v11h-13zM3 4v2h10V4zm0 3.3v1.9h3V7.3zm4.5 0v1.9H13V7.3zM3 10.4V12h3v-1.6zm4.5 0V12H13v-1.6z";
pub(crate) const FIND: &str = "M6.8 1.8a5 5 0 0 1 4 8l3.4 3.4-1.1 1.1-3.4-3.4a5 5 0 1 1-2.9-9.1zm0 1.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8z";
pub(crate) const WAKES: &str =
    "M3 2.5h5v1.6H4.6v6.3h5.2L8 8.6l1.1-1.1L13 11.2l-3.9 3.7L8 13.8 9.8 12H3z";
pub(crate) const PATH: &str = "M1.5 2.2h5.6v3.2h3v5.2h4.4v3.2h-6V7H5.6V5.4H1.5z";
pub(crate) const SUN: &str = "M8 4.8a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM7.3.8h1.4v2.4H7.3zM7.3 12.8h1.4v2.4H7.3zM.8 7.3h2.4v1.4H.8zM12.8 7.3h2.4v1.4h-2.4zM2.4 3.4l1-1 1.7 1.7-1 1zM10.9 11.9l1-1 1.7 1.7-1 1zM12.6 2.4l1 1-1.7 1.7-1-1zM4.1 10.9l1 1-1.7 1.7-1-1z";
pub(crate) const MOON: &str = "M9.8 1.8a5 5 0 0 0 4.4 7.4A6.5 6.5 0 1 1 9.8 1.8z";
pub(crate) const SYSTEM: &str =
    "M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2zm0 1.5a5.3 5.3 0 0 0 0 10.6z";

pub(crate) const OUTSIDE: &str =
    "M8.5 2h5.5v5.5h-1.6V4.7L7.6 9.5 6.5 8.4l4.8-4.8H8.5zM2.5 3.5h4v1.6H4.1v6.8h6.8V9.5h1.6v4h-10z";

/// An icon without a label: its button has one.
pub(crate) fn icon(path: &'static str) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d={path} fill-rule="evenodd" />
        </svg>
    }
}
