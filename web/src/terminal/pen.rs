//! The pen that a terminal writes with, and how CSS says it.

use super::colour::{
    BLACK, DARK_GROUND, DARK_INK, LIGHT_GROUND, LIGHT_INK, Rgb, WHITE, contrast, palette, readable,
};

/// Colours and style of what is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pen {
    /// The colour of the letters; `None` is the page's.
    ink: Option<Rgb>,
    /// The colour behind them; `None` is the page's.
    ground: Option<Rgb>,
    bold: bool,
    dim: bool,
    italic: bool,
    underlined: bool,
    struck: bool,
    inverse: bool,
}

impl Pen {
    /// `CSI m`, Select Graphic Rendition, with its parameters.
    pub(super) fn select<'a>(&mut self, mut params: impl Iterator<Item = &'a [u16]>) {
        while let Some(param) = params.next() {
            let [code, more @ ..] = param else { continue };
            match code {
                0 => *self = Self::default(),
                1 => self.bold = true,
                2 => self.dim = true,
                3 => self.italic = true,
                // `4:0` is no line, `4:3` a wavy one.
                4 => self.underlined = more != [0],
                7 => self.inverse = true,
                9 => self.struck = true,
                21 => self.underlined = true,
                22 => (self.bold, self.dim) = (false, false),
                23 => self.italic = false,
                24 => self.underlined = false,
                27 => self.inverse = false,
                29 => self.struck = false,
                30..=37 => self.ink = Some(palette((code - 30) as u8)),
                38 => self.ink = extended(more, &mut params).or(self.ink),
                39 => self.ink = None,
                40..=47 => self.ground = Some(palette((code - 40) as u8)),
                48 => self.ground = extended(more, &mut params).or(self.ground),
                49 => self.ground = None,
                90..=97 => self.ink = Some(palette((code - 90 + 8) as u8)),
                100..=107 => self.ground = Some(palette((code - 100 + 8) as u8)),
                _ => {}
            }
        }
    }

    /// The style sheet's declarations; empty for the default pen.
    pub(crate) fn css(&self) -> String {
        let mut css = self.colours();
        for (is_set, declaration) in [
            (self.bold, "font-weight:700;"),
            (self.italic, "font-style:italic;"),
            (
                self.underlined && !self.struck,
                "text-decoration:underline;",
            ),
            (
                self.struck && !self.underlined,
                "text-decoration:line-through;",
            ),
            (
                self.underlined && self.struck,
                "text-decoration:underline line-through;",
            ),
        ] {
            if is_set {
                css += declaration;
            }
        }
        css
    }

    fn colours(&self) -> String {
        let (ink, ground) = match self.inverse {
            true => (self.ground, self.ink),
            false => (self.ink, self.ground),
        };
        match (ink, ground) {
            (None, None) if self.inverse => "color:var(--panel);background:var(--ink);".to_owned(),
            (None, None) if self.dim => "color:var(--dim);".to_owned(),
            (None, None) => String::new(),
            (Some(ink), None) => {
                // In either theme; what is inverse has the page's ink for its ground.
                let (grounds, behind) = match self.inverse {
                    true => ([LIGHT_INK, DARK_INK], "background:var(--ink);"),
                    false => ([LIGHT_GROUND, DARK_GROUND], ""),
                };
                let [light, dark] = grounds.map(|ground| readable(ink, ground));
                format!("color:light-dark({light},{dark});{behind}")
            }
            (ink, Some(ground)) => {
                let best = match contrast(WHITE, ground) < contrast(BLACK, ground) {
                    true => BLACK,
                    false => WHITE,
                };
                let ink = ink.map_or(best, |ink| readable(ink, ground));
                format!("color:{ink};background:{ground};")
            }
        }
    }
}

/// What follows 38 or 48: `5;n` of the palette, `2;r;g;b`; with colons in one parameter.
fn extended<'a>(more: &[u16], rest: &mut impl Iterator<Item = &'a [u16]>) -> Option<Rgb> {
    let byte = |value: u16| u8::try_from(value).ok();
    match more {
        [5, index] => return Some(palette(byte(*index)?)),
        // There may be the number of a colour space before the colours.
        [2, red, green, blue] | [2, _, red, green, blue, ..] => {
            return Some(Rgb(byte(*red)?, byte(*green)?, byte(*blue)?));
        }
        [] => {}
        _ => return None,
    }
    let mut next = || rest.next().and_then(|param| param.first().copied());
    match next()? {
        5 => Some(palette(byte(next()?)?)),
        2 => {
            let (red, green, blue) = (next()?, next()?, next()?);
            Some(Rgb(byte(red)?, byte(green)?, byte(blue)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(params: &[&[u16]]) -> Pen {
        let mut pen = Pen::default();
        pen.select(params.iter().copied());
        pen
    }

    #[test]
    fn colours_are_named_in_several_ways() {
        let red = selected(&[&[31]]);
        assert_eq!(red, selected(&[&[38], &[5], &[1]]));
        assert_eq!(red, selected(&[&[38, 5, 1]]));
        let exact = selected(&[&[38], &[2], &[1], &[2], &[3]]);
        assert_eq!(exact, selected(&[&[38, 2, 0, 1, 2, 3]]));
        assert_eq!(exact.ink, Some(Rgb(1, 2, 3)));
        assert_eq!(selected(&[&[38], &[5], &[999]]), Pen::default());
        assert_eq!(selected(&[&[31], &[39]]), Pen::default());
        assert_eq!(selected(&[&[1], &[4], &[104], &[0]]), Pen::default());
    }

    #[test]
    fn the_default_pen_needs_no_style() {
        assert_eq!(Pen::default().css(), "");
        assert!(selected(&[&[1]]).css().contains("font-weight"));
        assert!(selected(&[&[31]]).css().starts_with("color:light-dark("));
        assert!(selected(&[&[30], &[47]]).css().contains("background:#"));
        assert!(selected(&[&[7]]).css().contains("background:var(--ink)"));
    }
}
