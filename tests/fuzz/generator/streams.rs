//! What programs do with a server, which `main` starts, and with connections to it.

use super::{Generator, Scope};
use crate::fuzz::line::Line;

/// What is said through a connection: whole lines, and parts of them.
const TEXTS: &[&str] = &["b\"a\\n\"", "b\"bb,\\n\"", "b\"c\"", "b\"d\\ne\\n\""];

impl Generator {
    /// What the server does with a connection, and how the program gets at one of its own.
    pub(super) fn server(&mut self, lines: &mut Vec<Line>) {
        let mut body = Vec::new();
        if self.random.chance(40) {
            let delay = self.delay();
            body.push(Line::new(format!("await asyncio.sleep({delay})")));
        }
        if self.random.chance(30) {
            body.push(self.tell("len(line)"));
        }
        body.push(Line::new("writer.write(line.upper())"));
        if self.random.chance(60) {
            body.push(Line::new("await writer.drain()"));
        }
        if self.random.chance(20) {
            body.push(Line::new("break"));
        }
        let read = self
            .random
            .pick(&["readline()", "readline()", "read(3)", "read(100)"]);
        let served = vec![
            self.say(),
            Line::block(format!("while line := await reader.{read}:"), body),
        ];
        let failed = vec![self.tell("repr(error)")];
        let end = match self.random.below(6) {
            0 => "writer.transport.abort()",
            1 => "say(\"left open\")",
            2 => "writer.write_eof()",
            _ => "writer.close()",
        };
        let handler = vec![
            Line::block("try:", served),
            Line::block("except Exception as error:", failed),
            Line::block("finally:", vec![Line::new(end)]),
        ];
        lines.push(Line::new("streams = {}"));
        lines.push(Line::block("async def serve(reader, writer):", handler));
        let connected = vec![
            Line::block(
                "if name not in streams:",
                vec![Line::new(
                    "streams[name] = await asyncio.open_unix_connection(\"socket\")",
                )],
            ),
            Line::new("return streams[name]"),
        ];
        lines.push(Line::block("async def connected(name):", connected));
    }

    /// Starts the server.
    pub(super) fn start_server(lines: &mut Vec<Line>) {
        lines.push(Line::new(
            "server = await asyncio.start_unix_server(serve, \"socket\")",
        ));
    }

    /// A use of a connection.
    pub(super) fn stream(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let name = self.random.between(1, 2);
        let (reader, writer) = (
            format!("(await connected({name}))[0]"),
            format!("(await connected({name}))[1]"),
        );
        let text = self.random.pick(TEXTS);
        let line = match self.random.below(if scope.depth < 2 { 12 } else { 11 }) {
            0..=2 => Line::new(format!("{writer}.write({text})")),
            3 => Line::new(format!("await {writer}.drain()")),
            4..=6 => {
                let read = self.random.pick(&[
                    "readline()",
                    "read(2)",
                    "readexactly(3)",
                    "readuntil(b\",\")",
                    "read()",
                ]);
                let delay = self.wait();
                self.tell(&format!(
                    "(await asyncio.wait_for({reader}.{read}, {delay}))[:9]"
                ))
            }
            7 => self.tell(&format!("{reader}.at_eof(), {writer}.is_closing()")),
            8 => Line::new(format!("{writer}.close()")),
            9 => Line::new(format!("await {writer}.wait_closed()")),
            10 => Line::new(format!(
                "{writer}.{}()",
                self.random.pick(&["write_eof", "transport.abort"])
            )),
            _ => {
                let body = vec![
                    Line::new(format!("writer.write({text})")),
                    self.tell("(await reader.read(2))"),
                    Line::new("writer.close()"),
                    Line::new("await writer.wait_closed()"),
                ];
                lines.push(Line::new(
                    "reader, writer = await asyncio.open_unix_connection(\"socket\")",
                ));
                Line::block("async with asyncio.timeout(0.1):", body)
            }
        };
        lines.push(line);
    }
}
