//! Making a program smaller while it still differs.

use super::line::Line;

/// A place in a tree of lines: the index in each list on the way down.
type Place = Vec<usize>;

/// The smallest program found that is still `interesting`. `interesting` is asked
/// about every candidate, some hundred times for a program of some fifty lines.
pub(super) fn shrink(
    mut lines: Vec<Line>,
    mut interesting: impl FnMut(&[Line]) -> bool,
) -> Vec<Line> {
    loop {
        let before = lines.clone();
        for length in [8, 4, 2, 1] {
            shrink_by(&mut lines, &mut interesting, |lines, place| {
                remove(lines, place, length)
            });
        }
        shrink_by(&mut lines, &mut interesting, unwrap);
        if lines == before {
            return lines;
        }
    }
}

/// Tries a change at every place, the last first, since lines use earlier ones.
fn shrink_by(
    lines: &mut Vec<Line>,
    interesting: &mut impl FnMut(&[Line]) -> bool,
    change: impl Fn(&mut Vec<Line>, &[usize]) -> bool,
) {
    let mut all = Vec::new();
    places(lines, &mut Vec::new(), &mut all);
    for place in all.iter().rev() {
        let mut candidate = lines.clone();
        if change(&mut candidate, place) && interesting(&candidate) {
            *lines = candidate;
        }
    }
}

fn places(lines: &[Line], above: &mut Place, all: &mut Vec<Place>) {
    for (index, line) in lines.iter().enumerate() {
        above.push(index);
        all.push(above.clone());
        places(&line.body, above, all);
        above.pop();
    }
}

/// The list that holds a place, and the index in it; nothing where the place is gone.
fn list<'a>(lines: &'a mut Vec<Line>, place: &[usize]) -> Option<(&'a mut Vec<Line>, usize)> {
    let (&last, above) = place.split_last()?;
    let mut list = lines;
    for &index in above {
        list = &mut list.get_mut(index)?.body;
    }
    (last < list.len()).then_some((list, last))
}

/// Removes `length` lines, where there are so many.
fn remove(lines: &mut Vec<Line>, place: &[usize], length: usize) -> bool {
    match list(lines, place) {
        Some((list, index)) if index + length <= list.len() => {
            list.drain(index..index + length);
            true
        }
        _ => false,
    }
}

/// Puts a line's body in its place, and removes the clauses that belong to it.
fn unwrap(lines: &mut Vec<Line>, place: &[usize]) -> bool {
    let Some((list, index)) = list(lines, place) else {
        return false;
    };
    if list[index].body.is_empty() || list[index].is_clause() {
        return false;
    }
    let body = std::mem::take(&mut list[index].body);
    let clauses = list[index + 1..].iter().take_while(|line| line.is_clause());
    let end = index + 1 + clauses.count();
    list.splice(index..end, body);
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::line::text;

    #[test]
    fn keeps_what_is_needed_and_nothing_else() {
        let program = vec![
            Line::new("a"),
            Line::block("try:", vec![Line::new("b"), Line::new("needed")]),
            Line::block("except:", vec![Line::new("c")]),
            Line::block("def f():", vec![Line::new("d")]),
        ];
        let small = shrink(program, |lines| text(lines).contains("needed"));
        assert_eq!(text(&small), "needed\n");
    }
}
