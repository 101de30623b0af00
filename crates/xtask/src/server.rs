//! A server for the files of `dist/`, on this machine only.

use std::{
    fs,
    io::{self, BufRead, BufReader, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, UNIX_EPOCH},
};

use anyhow::{Context, Result};

/// A listening server.
#[derive(Debug)]
pub(crate) struct Server {
    listener: TcpListener,
    folder: Arc<PathBuf>,
}

impl Server {
    /// Listens on `port` of the loopback address; 0 takes any free one.
    ///
    /// # Errors
    /// Where the port is taken.
    pub(crate) fn listen(folder: PathBuf, port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
            format!("Port {port} can't be listened on: choose another with --port.")
        })?;
        Ok(Self {
            listener,
            folder: Arc::new(folder),
        })
    }

    /// Where a browser finds it.
    pub(crate) fn address(&self) -> Result<String> {
        Ok(format!("http://{}/", self.listener.local_addr()?))
    }

    /// Answers requests until the process ends.
    pub(crate) fn serve(&self) -> ! {
        loop {
            if let Ok((stream, _)) = self.listener.accept() {
                let folder = Arc::clone(&self.folder);
                thread::spawn(move || {
                    // The browser went away: there is nobody to tell.
                    let _ = answer(&stream, &folder);
                });
            }
        }
    }
}

/// Answers one request and closes the connection.
fn answer(stream: &TcpStream, folder: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    let mut known = None;
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("if-none-match")
        {
            known = Some(value.trim().to_owned());
        }
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next(), words.next().unwrap_or_default());
    if !matches!(method, Some("GET" | "HEAD")) {
        return respond(stream, "405 Method Not Allowed", &["Allow: GET, HEAD"], b"");
    }
    let Some(file) = file_for(folder, target) else {
        return respond(
            stream,
            "404 Not Found",
            &["Content-Type: text/plain"],
            b"Not found\n",
        );
    };
    let tag = tag(&file)?;
    let tag_line = format!("ETag: {tag}");
    // The worker's files keep their names when they change: always ask.
    let fresh = "Cache-Control: no-cache";
    if known == Some(tag) {
        return write_head(stream, "304 Not Modified", &[&tag_line, fresh]);
    }
    let body = fs::read(&file)?;
    let kind = format!("Content-Type: {}", media_type(&file));
    let head = [kind.as_str(), &tag_line, fresh];
    if method == Some("HEAD") {
        let length = format!("Content-Length: {}", body.len());
        return write_head(stream, "200 OK", &[&head[..], &[&length]].concat());
    }
    respond(stream, "200 OK", &head, &body)
}

fn respond(stream: &TcpStream, status: &str, headers: &[&str], body: &[u8]) -> io::Result<()> {
    let length = format!("Content-Length: {}", body.len());
    write_head(stream, status, &[headers, &[&length]].concat())?;
    let mut stream = stream;
    stream.write_all(body)
}

fn write_head(mut stream: &TcpStream, status: &str, headers: &[&str]) -> io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\n{}\r\nConnection: close\r\n\r\n",
        headers.join("\r\n")
    )
}

/// The file that a request's target means, if it is one in `folder`.
fn file_for(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?;
    let path = percent_decoded(path.trim_start_matches('/'))?;
    let path = Path::new(&path);
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

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
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

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("py" | "md" | "txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
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
}
