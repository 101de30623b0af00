//! The page: an editor, controls, and views of a recording. It holds no rule of
//! scheduling: what it shows is a function of a recording, a cursor in it, and
//! a viewport.

#![forbid(unsafe_code)]

mod address;
mod api;
mod app;
mod archive;
mod arrange;
mod browser;
mod clipboard;
mod context_menu;
mod control;
mod critical_path;
mod cursor;
mod details;
mod download;
mod drafts;
mod dropped;
mod editor;
mod editor_tools;
mod embed;
mod embed_code;
mod embed_options;
mod events;
mod examples;
mod export;
mod file_tabs;
mod files;
mod filter;
mod first_visit;
mod happened;
mod header;
mod help;
mod hue;
mod icons;
mod input_prompt;
mod keeper;
mod keeping;
mod limits;
mod lines;
mod loading;
mod more;
mod notebook;
mod open;
mod output;
mod pace;
mod paced;
mod packed;
mod panels;
mod panic;
mod picker;
mod popup;
mod print;
mod problems;
mod program_row;
mod programs;
mod programs_dialog;
mod props;
mod range_table;
mod rows;
mod run;
mod run_lines;
mod run_settings;
mod scrubber;
mod select;
mod selected_field;
mod sentence;
mod settings;
mod share;
mod slices;
mod source_links;
mod sources;
mod splitter;
mod stale;
mod start;
mod state;
mod status;
mod store;
mod tables;
mod tablist;
mod terminal;
mod timeline;
mod title;
mod trace;
mod visible_range;
mod watch;
mod when;
mod worker;

use wasm_bindgen_futures::spawn_local;

use crate::address::Address;
use crate::app::App;
use crate::start::Start;

fn main() {
    panic::tell();
    if !editor::is_loaded() {
        // index.html says so.
        return;
    }
    spawn_local(async {
        let address = Address::read();
        let start = Start::new(&address).await;
        let body = browser::document().get_element_by_id("app");
        let root = body.unwrap_or_else(|| {
            browser::document()
                .body()
                .expect("the page has a body")
                .into()
        });
        // The skeleton of index.html.
        root.set_inner_html("");
        yew::Renderer::<App>::with_root_and_props(root, start).render();
    });
}
