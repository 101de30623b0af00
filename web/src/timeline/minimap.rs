//! The minimap as a slider; [`map`](super::map) paints it.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::component::Timeline;
use super::message::Message;
use super::viewport::Viewport;

impl Timeline {
    /// All of the run, small, with the part that is in view.
    pub(super) fn minimap(
        &self,
        ctx: &Context<Self>,
        (start, length, left): (f64, f64, f64),
    ) -> Html {
        let link = ctx.link();
        let canvas = self.map.clone();
        let to = move |event: &PointerEvent| {
            let canvas = canvas.cast::<HtmlElement>()?;
            let plot = f64::from(canvas.client_width()) - left;
            let corner = canvas.get_bounding_client_rect().left();
            Some((f64::from(event.client_x()) - corner - left) / plot.max(1.0))
        };
        let down = {
            let to = to.clone();
            link.batch_callback(move |event: PointerEvent| {
                if let Some(target) = event.target_dyn_into::<Element>() {
                    // It fails where the pointer is gone already.
                    drop(target.set_pointer_capture(event.pointer_id()));
                }
                to(&event).map(Message::MapTo)
            })
        };
        let moved = link.batch_callback(move |event: PointerEvent| {
            (event.buttons() & 1 == 1).then(|| to(&event).map(Message::MapTo))?
        });
        let middle = ((start + length / 2.0) * 100.0).round();
        let plot = format!("left: {left}px");
        let place = format!("left: {}%; width: {}%", start * 100.0, length * 100.0);
        let all = if ctx.props().live { "Follow" } else { "Fit" };
        html! {
            <div class="timeline-foot">
            if self.painted.zoomed {
                <button type="button" class="timeline-fit" title="Show all (0)" onclick={link.callback(|_| Message::ShowAll)}>{ all }</button>
            }
            <div class="timeline-map" data-testid="minimap" role="slider" tabindex="0" aria-label="Visible part of the recording"
                aria-valuemin="0" aria-valuemax="100" aria-valuenow={middle.to_string()} aria-valuetext={self.painted.in_view.clone()}
                title="Drag to move the visible part" onpointerdown={down} onpointermove={moved} onkeydown={link.callback(Message::MapKey)}>
                <canvas ref={&self.map} aria-hidden="true"></canvas>
                <div class="timeline-map-plot" style={plot}><div class="timeline-map-window" style={place}></div></div>
            </div>
            </div>
        }
    }

    /// Centres the viewport at this part of the minimap.
    pub(super) fn map_to(&mut self, part: f64) {
        let Some(scene) = &self.scene else { return };
        let (view, all) = (scene.frame.viewport, scene.frame.all);
        let middle = all.start + part * all.length;
        self.view.viewport = Some(Viewport {
            start: middle - view.length / 2.0,
            ..view
        });
    }
}
