//! Repaints the canvas, and notes what HTML shows of it.

use std::rc::Rc;

use interleave_trace::narrate::time::exact_moment;
use interleave_trace::{End, Moment};
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};

use super::canvas::Canvas;
use super::component::{Timeline, TimelineProps};
use super::gesture::Point;
use super::hit::hit;
use super::layout::layout;
use super::listeners::TOUCHED;
use super::map::{self, MapKey, window};
use super::names::{most_width, names_width};
use super::paint::Painter;
use super::painted::Painted;
use super::palette::Palette;
use super::placement::place;
use super::scene::Overlay;
use super::seen::Sight;
use super::sizes::{Sizes, Wish};
use super::tooltip::tooltip;
use super::view::Content;
use crate::browser;

impl Timeline {
    /// Paints the trace. Returns whether the HTML around the canvas has to be rendered.
    pub(super) fn paint(&mut self, props: &TimelineProps) -> bool {
        let Some(canvas) = self.canvas.cast::<HtmlCanvasElement>() else {
            return false;
        };
        let (width, height) = (
            f64::from(canvas.client_width()),
            f64::from(canvas.client_height()),
        );
        let scale = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
        if self
            .painter
            .as_ref()
            .is_none_or(|painter| painter.scale() != scale)
        {
            let palette = canvas
                .parent_element()
                .and_then(|probe| probe.dyn_into().ok());
            let palette = palette.and_then(|probe: HtmlElement| Palette::read(&probe));
            self.touched = browser::holds(TOUCHED);
            let surface = Canvas::new(canvas, scale);
            let drawn = surface.zip(palette);
            self.painter =
                drawn.map(|(surface, palette)| Painter::new(Rc::new(surface), palette, scale));
        }
        let Some(painter) = &mut self.painter else {
            return false;
        };
        let run = props.snapshot.trace();
        self.index.update(run, props.highlight_line, props.scale);
        if props.layers.critical {
            self.index.find_path(run);
        }
        let moment = props.cursor.unwrap_or(Moment {
            events: run.chart.events,
            time: run.chart.now,
        });
        self.options.filter = props.filter;
        self.index.show(run, &self.options, moment);
        let content = Content {
            lanes: self.index.lanes().len(),
            pinned: self.index.pinned(),
            end: self.index.axis(run).end(),
            live: props.live,
            ends_badly: run
                .chart
                .end
                .is_some_and(|end| matches!(end.how, End::Deadlock | End::Raised)),
            scale: props.scale,
        };
        let widest = self.index.widest_name();
        let wish = Wish {
            type_size: props.type_size,
            whole_names: most_width(width, props.names) / widest.max(1.0),
            touched: self.touched,
        };
        let sizes = Sizes::fit(content.lanes, height, wish);
        painter.set_type(sizes.type_size);
        let names = names_width(widest * sizes.type_size, width, props.names);
        let frame = self.view.frame(content, sizes, (width, height), names);
        // A view of all of it goes on following.
        self.view.viewport = self.view.viewport.map(|_| frame.viewport);
        self.view.scroll = frame.scroll;
        let shown = Overlay {
            cursor: props.cursor,
            selection: props.selection,
            range: self.measuring.or(props.range),
            layers: props.layers,
        };
        let scene = layout(run, &self.index, frame, shown, &mut |text, style| {
            painter.measure(text, style)
        });
        props.seen.note(Sight {
            frame,
            options: self.options.clone(),
            overlay: shown,
        });
        painter.paint(&scene, frame.most_scroll(content.lanes));
        let pointer = self.pointer.filter(|_| !self.gesture.is_dragging());
        let hit = pointer.map(|(point, _)| hit(&scene, point.x, point.y));
        let overflows = frame.most_scroll(content.lanes) > 0.0;
        let needs_map = self.view.viewport.is_some() || overflows;
        let map = needs_map.then(|| window(frame.viewport, frame.all));
        let axis = self.index.axis(run);
        let [from, to] = [frame.viewport.start, frame.viewport.end().min(axis.end())]
            .map(|at| exact_moment(axis.time(at).max(0.0) as u64));
        if let Some(canvas) = self.map.cast::<HtmlCanvasElement>() {
            let key = MapKey {
                events: run.chart.events,
                choice: self.index.version(),
                all: frame.all,
                size: (frame.plot(), f64::from(canvas.client_height())),
            };
            if self.map_key != Some(key) {
                let rows = map::rows(run, &self.index, frame.all, frame.plot());
                map::paint(&canvas, painter.palette(), scale, names, &rows);
                self.map_key = Some(key);
            }
        } else {
            self.map_key = None;
        }
        let painted = Painted {
            all: self.index.all(),
            map: map.map(|(start, length)| (start, length, names)),
            in_view: format!("{from} to {to}"),
            tooltip: hit.and_then(|hit| tooltip(run, props.now, hit)),
            lanes: content.lanes,
            names,
            zoomed: self.view.viewport.is_some(),
        };
        self.scene = Some(scene);
        let more = painted != self.painted;
        self.painted = painted;
        more
    }

    /// Places the tooltip at the pointer; its size is known only after rendering.
    pub(super) fn place_tip(&self) {
        let Some((tip, (point, corner))) = self.tip.cast::<HtmlElement>().zip(self.pointer) else {
            return;
        };
        let Some(root) = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.document_element())
        else {
            return;
        };
        let at = Point {
            x: point.x + corner.x,
            y: point.y + corner.y,
        };
        let size = (
            f64::from(tip.offset_width()),
            f64::from(tip.offset_height()),
        );
        let window = (
            f64::from(root.client_width()),
            f64::from(root.client_height()),
        );
        let at = place(at, size, window);
        let place = format!("translate({}px, {}px)", at.x.round(), at.y.round());
        // It cannot fail for a property that exists.
        drop(tip.style().set_property("transform", &place));
    }
}
