import Foundation
import Synchronization

/// SeaweedFS as four processes on loopback: master, volume server, filer, S3 gateway.
final class SeaweedRig: StoreRig {
  static let weed = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../.build/judges/bin/weed").standardized.path
  static let isThere = FileManager.default.isExecutableFile(atPath: weed)

  let name = "SeaweedFS"
  let bucket = "farms"
  let owner = (keyID: "OWNERKEY", secret: "owner-secret")
  let endpoint: String
  let folder: Scratch
  private let ports: [String: Int]
  private let options: Options
  private let processes = Mutex<[String: ServerProcess]>([:])

  struct Options: Sendable {
    var farms = ["farm1", "farm2"]
    var volumes = 30
    var volumeMegabytes = 64
    var tls: (certificate: String, key: String)?
  }

  init(_ options: Options = Options()) throws {
    self.options = options
    folder = try Scratch()
    var ports: [String: Int] = [:]
    for name in ["master", "volume", "filer", "s3"] {
      ports[name] = try freePort()
      ports[name + ".grpc"] = try freePort()
    }
    self.ports = ports
    endpoint = "\(options.tls == nil ? "http" : "https")://127.0.0.1:\(ports["s3"]!)"
    for name in ["master", "volume", "filer"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name), withIntermediateDirectories: true)
    }
    try Data(Self.identities(options.farms, bucket: bucket).utf8)
      .write(to: folder.url.appending(path: "s3.json"))
    for name in ["master", "volume", "filer", "s3"] { try start(name) }
  }

  /// Starts a process, or starts it again on the ports that it had.
  func start(_ name: String) throws {
    let process = try ServerProcess(Self.weed, arguments(name), in: folder.url)
    processes.withLock { $0[name] = process }
    guard waits(for: name, process) else { throw RigFailed(name: name, words: process.words()) }
  }

  /// Ends a process as a power cut would.
  func kill(_ name: String) {
    processes.withLock { $0.removeValue(forKey: name) }?.kill()
  }

  func words(_ name: String) -> String { processes.withLock { $0[name]?.words() ?? "" } }

  private func waits(for name: String, _ process: ServerProcess) -> Bool {
    process.waits { canConnect(to: ports[name]!) }
  }

  private func arguments(_ name: String) -> [String] {
    func address(_ name: String) -> String {
      "127.0.0.1:\(ports[name]!).\(ports[name + ".grpc"]!)"
    }
    let own = [
      "-ip.bind=127.0.0.1", "-port=\(ports[name]!)", "-port.grpc=\(ports[name + ".grpc"]!)",
    ]
    let more: [String] =
      switch name {
      case "master":
        ["-ip=127.0.0.1", "-mdir=master", "-volumeSizeLimitMB=\(options.volumeMegabytes)"]
      case "volume":
        [
          "-ip=127.0.0.1", "-master=\(address("master"))", "-dir=volume",
          "-max=\(options.volumes)",
        ]
      case "filer":
        ["-ip=127.0.0.1", "-master=\(address("master"))", "-defaultStoreDir=filer"]
      default:
        [
          "-filer=\(address("filer"))", "-config=s3.json", "-port.iceberg=0", "-port.lance=0",
        ]
          + (options.tls.map { ["-cert.file=\($0.certificate)", "-key.file=\($0.key)"] } ?? [])
      }
    return ["-logtostderr", name] + own + more
  }

  /// One key a farm, which reaches its own prefix and nothing else.
  private static func identities(_ farms: [String], bucket: String) -> String {
    let owner = identity(
      "owner", key: "OWNERKEY", secret: "owner-secret",
      actions: ["Admin", "Read", "Write", "List", "Tagging"])
    let each = farms.map { farm in
      identity(
        farm, key: "KEY\(farm.uppercased())", secret: "secret-\(farm)",
        actions: ["Read", "Write", "List"].map { "\($0):\(bucket)/\(farm)/*" })
    }
    return "{\"identities\":[\(([owner] + each).joined(separator: ","))]}"
  }

  private static func identity(
    _ name: String, key: String, secret: String, actions: [String]
  ) -> String {
    let list = actions.map { "\"\($0)\"" }.joined(separator: ",")
    return "{\"name\":\"\(name)\",\"credentials\":[{\"accessKey\":\"\(key)\","
      + "\"secretKey\":\"\(secret)\"}],\"actions\":[\(list)]}"
  }
}

/// A process of a rig did not come up; what it said.
struct RigFailed: Error {
  let name: String
  let words: String
}
