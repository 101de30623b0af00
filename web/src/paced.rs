//! Values that change more often than anybody reads them.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::browser;

/// The value as it was at most `period` ms ago: what is made from it is made less often
/// than it changes.
#[hook]
pub(crate) fn use_paced<T: Clone + PartialEq + 'static>(value: T, period: u32) -> T {
    let update = use_force_update();
    let shown = use_mut_ref(|| (f64::NEG_INFINITY, value.clone(), None::<Timeout>));
    let mut shown = shown.borrow_mut();
    if shown.1 == value {
        return value;
    }
    let now = browser::now();
    if now - shown.0 >= f64::from(period) {
        *shown = (now, value.clone(), None);
        return value;
    }
    if shown.2.is_none() {
        shown.2 = Some(Timeout::new(period, move || update.force_update()));
    }
    shown.1.clone()
}
