//! Colours of a terminal, made readable on the page.

use std::fmt;

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rgb(pub(super) u8, pub(super) u8, pub(super) u8);

pub(super) const BLACK: Rgb = Rgb(0, 0, 0);
pub(super) const WHITE: Rgb = Rgb(255, 255, 255);
/// The style sheet's `--panel` in the light theme, and in the dark one.
pub(super) const LIGHT_GROUND: Rgb = WHITE;
pub(super) const DARK_GROUND: Rgb = Rgb(0x1b, 0x1e, 0x24);
/// The style sheet's `--ink`, likewise.
pub(super) const LIGHT_INK: Rgb = Rgb(0x1f, 0x23, 0x28);
pub(super) const DARK_INK: Rgb = Rgb(0xe6, 0xe8, 0xeb);

/// The least contrast of text, by WCAG 2 (AA).
const READABLE: f64 = 4.5;
/// In how many steps a colour is moved towards black or white.
const STEPS: u8 = 20;

/// The first sixteen colours, as xterm has them.
const SIXTEEN: [Rgb; 16] = [
    BLACK,
    Rgb(205, 0, 0),
    Rgb(0, 205, 0),
    Rgb(205, 205, 0),
    Rgb(0, 0, 238),
    Rgb(205, 0, 205),
    Rgb(0, 205, 205),
    Rgb(229, 229, 229),
    Rgb(127, 127, 127),
    Rgb(255, 0, 0),
    Rgb(0, 255, 0),
    Rgb(255, 255, 0),
    Rgb(92, 92, 255),
    Rgb(255, 0, 255),
    Rgb(0, 255, 255),
    WHITE,
];

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// A colour of the palette of 256: sixteen, a cube of six levels, and greys.
pub(super) fn palette(index: u8) -> Rgb {
    let level = |level: u8| if level == 0 { 0 } else { 55 + 40 * level };
    match index {
        0..=15 => SIXTEEN[usize::from(index)],
        16..=231 => {
            let at = index - 16;
            Rgb(level(at / 36), level(at / 6 % 6), level(at % 6))
        }
        232.. => {
            let grey = 8 + 10 * (index - 232);
            Rgb(grey, grey, grey)
        }
    }
}

/// The contrast of two colours, from 1 to 21, by WCAG 2.
pub(super) fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The colour, or the nearest to it, towards black or white, that is readable on a ground.
pub(super) fn readable(colour: Rgb, ground: Rgb) -> Rgb {
    let far = match contrast(WHITE, ground) < contrast(BLACK, ground) {
        true => BLACK,
        false => WHITE,
    };
    let mut steps = (0..=STEPS).map(|step| mixed(colour, far, step));
    let found = steps.find(|&mixed| contrast(mixed, ground) >= READABLE);
    found.unwrap_or(far)
}

/// Between two colours: `step` of [`STEPS`] from the one to the other.
fn mixed(from: Rgb, to: Rgb, step: u8) -> Rgb {
    let part = |from: u8, to: u8| {
        let (from, to, step) = (u16::from(from), u16::from(to), u16::from(step));
        let all = u16::from(STEPS);
        ((from * (all - step) + to * step) / all) as u8
    };
    Rgb(part(from.0, to.0), part(from.1, to.1), part(from.2, to.2))
}

fn luminance(Rgb(red, green, blue): Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        match part <= 0.04045 {
            true => part / 12.92,
            false => ((part + 0.055) / 1.055).powf(2.4),
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_readable_in_both_themes() {
        for index in 0..=255 {
            for ground in [LIGHT_GROUND, DARK_GROUND, palette(index ^ 0x55)] {
                let ink = readable(palette(index), ground);
                assert!(
                    contrast(ink, ground) >= READABLE,
                    "{index} on {ground}: {ink}"
                );
            }
        }
    }

    #[test]
    fn a_readable_colour_stays_as_it_is() {
        assert_eq!(readable(Rgb(205, 0, 0), LIGHT_GROUND), Rgb(205, 0, 0));
        assert_ne!(readable(Rgb(255, 255, 0), LIGHT_GROUND), Rgb(255, 255, 0));
    }

    #[test]
    fn the_style_sheet_has_these_grounds() {
        let style = include_str!("../../style/page.css");
        assert!(style.contains(&format!("--panel: light-dark(#fff, {DARK_GROUND})")));
        assert!(style.contains(&format!("--ink: light-dark({LIGHT_INK}, {DARK_INK})")));
    }

    #[test]
    fn the_palette_goes_from_black_to_white() {
        assert_eq!((palette(16), palette(231)), (BLACK, WHITE));
        assert_eq!(
            (palette(196), palette(255)),
            (Rgb(255, 0, 0), Rgb(238, 238, 238))
        );
    }
}
