import Foundation
import Synchronization

@testable import Delivery

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
  private let volumes: Mutex<Int>
  private let processes = Mutex<[String: ServerProcess]>([:])

  struct Options: Sendable {
    var farms = ["farm1", "farm2"]
    var volumes = 30
    var volumeMegabytes = 64
    var tls: (certificate: String, key: String)?
  }

  init(_ options: Options = Options()) throws {
    self.options = options
    volumes = Mutex(options.volumes)
    folder = try Scratch()
    var ports: [String: Int] = [:]
    for name in ["master", "volume", "filer", "s3"] {
      ports[name] = try freePort()
      ports[name + ".grpc"] = try freePort()
    }
    self.ports = ports
    endpoint =
      (options.tls == nil ? "http://127.0.0.1" : "https://localhost") + ":\(ports["s3"]!)"
    for name in ["master", "volume", "filer"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name), withIntermediateDirectories: true)
    }
    try Self.identities(options.farms, bucket: bucket)
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

  /// Gives the volume server room for so many volumes, as a new disk would.
  func enlarge(volumes: Int) throws {
    self.volumes.withLock { $0 = volumes }
    kill("volume")
    try start("volume")
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
          "-max=\(volumes.withLock { $0 })",
        ]
      case "filer":
        ["-ip=127.0.0.1", "-master=\(address("master"))", "-defaultStoreDir=filer"]
      default:
        [
          "-filer=\(address("filer"))", "-config=s3.json", "-domainName=localhost",
          "-port.iceberg=0", "-port.lance=0",
        ]
          + (options.tls.map { ["-cert.file=\($0.certificate)", "-key.file=\($0.key)"] } ?? [])
      }
    return ["-logtostderr", name] + own + more
  }

  /// The account of one farm's key, which reaches the prefix of that farm and nothing else.
  func farmAccount(_ farm: String) -> ServerAccount {
    ServerAccount(
      endpoint: endpoint, bucket: bucket, prefix: farm, keyID: "KEY\(farm.uppercased())",
      secret: Secret("secret-\(farm)"), partBytes: ServerAccount.partBytesMinimum)
  }

  /// Keys as `docs/SERVER.md` tells whoever runs the server to make them.
  private static func identities(_ farms: [String], bucket: String) throws -> Data {
    let owner: [String: Any] = [
      "name": "owner", "credentials": [["accessKey": "OWNERKEY", "secretKey": "owner-secret"]],
      "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    ]
    let each: [[String: Any]] = farms.map { farm in
      [
        "name": farm, "policyNames": [farm],
        "credentials": [
          ["accessKey": "KEY\(farm.uppercased())", "secretKey": "secret-\(farm)"]
        ],
      ]
    }
    let policies: [[String: Any]] = try farms.map { farm in
      let policy = try JSONSerialization.data(withJSONObject: policy(farm, bucket: bucket))
      return ["name": farm, "content": String(decoding: policy, as: UTF8.self)]
    }
    return try JSONSerialization.data(
      withJSONObject: ["identities": [owner] + each, "policies": policies])
  }

  /// A farm may add, read and list below its prefix; it may remove nothing.
  private static func policy(_ farm: String, bucket: String) -> [String: Any] {
    [
      "Version": "2012-10-17",
      "Statement": [
        [
          "Effect": "Allow",
          "Action": [
            "s3:GetObject", "s3:PutObject", "s3:PutObjectRetention", "s3:AbortMultipartUpload",
            "s3:ListMultipartUploadParts",
          ],
          "Resource": ["arn:aws:s3:::\(bucket)/\(farm)/*"],
        ] as [String: Any],
        [
          "Effect": "Allow", "Action": ["s3:ListBucket", "s3:ListBucketMultipartUploads"],
          "Resource": ["arn:aws:s3:::\(bucket)"],
          "Condition": ["StringLike": ["s3:prefix": ["\(farm)/*"]]],
        ],
        [
          "Effect": "Allow",
          "Action": ["s3:GetBucketVersioning", "s3:GetBucketObjectLockConfiguration"],
          "Resource": ["arn:aws:s3:::\(bucket)"],
        ],
      ],
    ]
  }
}

/// A process of a rig did not come up; what it said.
struct RigFailed: Error {
  let name: String
  let words: String
}
