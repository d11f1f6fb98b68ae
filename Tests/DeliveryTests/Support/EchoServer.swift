import Foundation

/// Python's HTTP server: it answers with what it was sent, and behaves badly where the path asks.
final class EchoServer {
  let url: String
  private let process: ServerProcess

  init(in folder: URL) throws {
    let port = try freePort()
    url = "http://127.0.0.1:\(port)"
    process = try ServerProcess(
      "/usr/bin/python3", ["-u", "-c", Self.script, String(port)], in: folder)
    guard process.waits(until: { process.words().contains("ready") }) else {
      throw POSIXError(.ECONNREFUSED)
    }
  }

  private static let script = """
    import hashlib, sys, time
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Echo(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            said = (self.command + " " + self.path + " " + str(len(body)) + " "
                    + hashlib.sha256(body).hexdigest()).encode()
            if self.path.startswith("/silent"):
                time.sleep(30)
            if self.path.startswith("/long"):
                said = b"x" * 100000
            if self.path.startswith("/cut"):
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b"half")
                self.close_connection = True
                return
            self.send_response(403 if self.path.startswith("/refused") else 200)
            self.send_header("Content-Length", str(len(said)))
            self.send_header("X-Kept", " a value  ")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(said)

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = answer

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Echo)
    print("ready")
    server.serve_forever()
    """
}
