//! A server for the files of `dist/`, on this machine only.

use std::{
    fs::{self, File},
    io,
    net::{Ipv4Addr, SocketAddr},
    path::{Component, Path, PathBuf},
    thread,
    time::UNIX_EPOCH,
};

use anyhow::{Result, anyhow};
use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response, StatusCode};

/// Requests that are answered at the same time. A browser asks for a few files at once.
const THREADS: usize = 4;

/// A listening server.
pub(crate) struct Server {
    http: tiny_http::Server,
    folder: PathBuf,
}

impl Server {
    /// Listens on `port` of the loopback address; 0 takes any free one.
    ///
    /// # Errors
    /// Where the port is taken.
    pub(crate) fn listen(folder: PathBuf, port: u16) -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let http = tiny_http::Server::http(address).map_err(|error| {
            anyhow!("Port {port} can't be listened on: choose another with --port. ({error})")
        })?;
        Ok(Self { http, folder })
    }

    /// Where a browser finds it.
    pub(crate) fn address(&self) -> String {
        format!("http://{}/", self.http.server_addr())
    }

    /// Answers requests until the process ends.
    pub(crate) fn serve(&self) {
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    for request in self.http.incoming_requests() {
                        // The browser went away: there is nobody to tell.
                        let _ = self.answer(request);
                    }
                });
            }
        });
    }

    fn answer(&self, request: Request) -> io::Result<()> {
        if !matches!(request.method(), Method::Get | Method::Head) {
            return request.respond(Response::empty(405).with_header(header("Allow", "GET, HEAD")));
        }
        let Some(path) = file_for(&self.folder, request.url()) else {
            return request.respond(Response::from_string("Not found\n").with_status_code(404));
        };
        let tag = tag(&path)?;
        let known = request
            .headers()
            .iter()
            .any(|sent| sent.field.equiv("If-None-Match") && sent.value.as_str() == tag);
        let about = [
            header("ETag", &tag),
            // The worker's files keep their names when they change: always ask.
            header("Cache-Control", "no-cache"),
        ];
        if known {
            let mut unchanged = Response::empty(StatusCode(304));
            about
                .into_iter()
                .for_each(|header| unchanged.add_header(header));
            return request.respond(unchanged);
        }
        // The page shows how much of Python has come, so it needs the whole length.
        let mut response = Response::from_file(File::open(&path)?)
            .with_chunked_threshold(usize::MAX)
            .with_header(header("Content-Type", media_type(&path)));
        about
            .into_iter()
            .for_each(|header| response.add_header(header));
        request.respond(response)
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("our headers are ASCII")
}

/// The file that a request's target means, if it is one in `folder`.
fn file_for(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.trim_start_matches('/');
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let path = Path::new(path.as_ref());
    // Nothing leads out of the folder.
    if !path
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return None;
    }
    let file = folder.join(path);
    let file = if file.is_dir() {
        file.join("index.html")
    } else {
        file
    };
    file.is_file().then_some(file)
}

/// Changes when the file does.
fn tag(file: &Path) -> io::Result<String> {
    let metadata = fs::metadata(file)?;
    let changed = metadata
        .modified()?
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Ok(format!("\"{:x}-{:x}\"", changed.as_nanos(), metadata.len()))
}

/// The types of the site's own files. They are few, and a crate that knows a thousand
/// would be compiled before everything else.
fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("md" | "txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpStream,
    };

    use super::*;

    #[test]
    fn no_request_leads_out_of_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert_eq!(
            file_for(&folder, "/main.rs?x=1"),
            Some(folder.join("main.rs"))
        );
        assert_eq!(
            file_for(&folder, "/m%61in.rs"),
            Some(folder.join("main.rs"))
        );
        for outside in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "//etc/../../Cargo.toml",
            "/..%2fCargo.toml",
            "/%ff",
            "/%2",
        ] {
            assert_eq!(file_for(&folder, outside), None, "{outside}");
        }
    }

    #[test]
    fn wasm_has_the_type_that_streaming_compilation_asks_for() {
        assert_eq!(media_type(Path::new("a_bg.wasm")), "application/wasm");
        assert_eq!(
            media_type(Path::new("a.js")),
            "text/javascript; charset=utf-8"
        );
    }

    /// Sends a request to `server` and answers the whole response.
    fn ask(server: &Server, request: &str) -> io::Result<String> {
        let address = server.http.server_addr().to_ip().expect("it is on TCP");
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "{request}Host: a\r\nConnection: close\r\n\r\n")?;
        server.answer(server.http.recv()?)?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        Ok(response)
    }

    #[test]
    fn a_file_is_sent_whole_and_then_only_when_it_has_changed() -> Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let length = fs::metadata(folder.join("main.rs"))?.len();
        let server = Server::listen(folder, 0)?;
        let response = ask(&server, "GET /main.rs HTTP/1.1\r\n")?;
        assert!(response.starts_with("HTTP/1.1 200 "), "{response}");
        assert!(response.contains(&format!("Content-Length: {length}\r\n")));
        assert!(response.contains("Cache-Control: no-cache\r\n"));
        let tag = response
            .split_once("ETag: ")
            .and_then(|(_, rest)| rest.split_once("\r\n"))
            .map_or("", |(tag, _)| tag);
        let request = format!("GET /main.rs HTTP/1.1\r\nIf-None-Match: {tag}\r\n");
        assert!(ask(&server, &request)?.starts_with("HTTP/1.1 304 "));
        assert!(ask(&server, "GET /none HTTP/1.1\r\n")?.starts_with("HTTP/1.1 404 "));
        assert!(ask(&server, "PUT /main.rs HTTP/1.1\r\n")?.starts_with("HTTP/1.1 405 "));
        Ok(())
    }
}
