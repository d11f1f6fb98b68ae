// swift-tools-version: 6.2
import PackageDescription

// scripts/fuzz builds our own code with libFuzzer and sanitizers; the libraries stay as they are.
let isFuzzing = Context.environment["POCKET_SYNC_FUZZING"] != nil
let sanitizers = "-sanitize=fuzzer,address"

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
  ] + (isFuzzing ? [.unsafeFlags([sanitizers])] : [])

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

func layer(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

// The allowed edges stand in ARCHITECTURE.md; TidyTests holds every import against that table.
let package = Package(
  name: "pocket-sync",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CUSB", pkgConfig: "libusb-1.0", providers: [.apt(["libusb-1.0-0-dev"])]),
    .target(name: "CSerial"),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "CFileSystem"),
    .target(name: "CFunctionFS"),
    .target(name: "CPageHash"),
    .target(name: "CSimulatedDisk", dependencies: ["CSQLite"]),
    .target(name: "CBenchmark", linkerSettings: [.linkedLibrary("sqlite3")]),
    layer("Records", [crypto]),
    layer("Link"),
    layer("SecureChannel", [crypto]),
    layer("Age", [crypto, cryptoExtras]),
    layer("PocketProtocol", ["Records", protobuf]),
    layer("Merge", ["Records"]),
    layer("Gate", ["Records"]),
    layer("FarmDatabase", ["Records", "Merge", "Gate", "CSQLite", grdb]),
    layer("Transport"),
    layer("SerialTransport", ["Transport", "CSerial"]),
    layer("SocketTransport", ["Transport"]),
    layer("GadgetTransport", ["Transport", "CFunctionFS"]),
    layer("USBTransport", ["Transport", "CUSB"]),
    layer("LinkChannel", ["Link", "Transport"]),
    layer("SealedChannel", ["LinkChannel", "SecureChannel"]),
    layer("Media"),
    layer(
      "Backup",
      ["Age", "Records", "Gate", "FarmDatabase", "CZstd", "CFileSystem", "CPageHash", crypto],
      resources: [
        .embedInCode("Resources/restore.py"), .embedInCode("Resources/LISEZ-MOI.txt"),
      ]),
    layer("Delivery", ["Age", "Backup", "CCurl", "Records", crypto]),
    layer(
      "Diagnostics",
      [
        "Records", "Link", "LinkChannel", "SealedChannel", "SecureChannel", "PocketProtocol",
        "Transport", "Delivery", "FarmDatabase", "Gate", "CZstd", crypto,
      ],
      resources: ["LINK", "CHANNEL", "PROTOCOL", "USB"].map {
        .embedInCode("Conformance/Embedded/\($0).md")
      } + [
        .embedInCode("Doctor/Embedded/pocket-sync.rules"),
        .embedInCode("Doctor/Embedded/pocket-sync.hwdb"),
      ]),
    layer(
      "SyncEngine",
      [
        "Records", "LinkChannel", "Link", "Transport", "PocketProtocol", "FarmDatabase", "Gate",
        "Media", "Backup", "Delivery", "SealedChannel", "SecureChannel", "Diagnostics",
      ]),
    layer(
      "PocketSimulator",
      [
        "PocketProtocol", "Records", "LinkChannel", "SealedChannel", "SecureChannel", "Transport",
        crypto,
      ]),
    layer(
      "DemoFarm", ["Records", "CSQLite"],
      resources: [.embedInCode("Embedded/schema.sql"), .embedInCode("Embedded/farm.json")]),
    layer(
      "Simulation",
      [
        "Records", "LinkChannel", "SealedChannel", "Transport", "PocketProtocol", "FarmDatabase",
        "SyncEngine", "PocketSimulator", "CSQLite", "CSimulatedDisk",
      ]),
    layer("CopyFaults", ["Records", "Gate", "FarmDatabase", "Backup", "CSQLite", crypto]),
    .target(name: "CFuzzing"),
    layer(
      "Fuzzing",
      [
        "Records", "Link", "SecureChannel", "SealedChannel", "PocketProtocol", "Transport",
        "Age", "Backup", "Delivery", "SyncEngine", "USBTransport", "Diagnostics",
      ]),
    .executableTarget(
      name: "pocket-fuzz", dependencies: ["CFuzzing", "Fuzzing"], swiftSettings: settings,
      linkerSettings: isFuzzing
        ? [
          .unsafeFlags([
            sanitizers, "-use-ld=lld", "-Xlinker", "--undefined=LLVMFuzzerRunDriver",
          ])
        ] : []),
    program("pocket-simulate", ["FarmDatabase", "Simulation", arguments]),
    program("pocket-faults", ["CopyFaults", "Backup", arguments]),
    program(
      "pocket-sync",
      [
        "Records", "Transport", "SerialTransport", "SocketTransport", "USBTransport",
        "FarmDatabase", "Gate", "Media", "Backup", "Age", "Delivery", "SealedChannel",
        "SecureChannel", "SyncEngine", "DemoFarm", "PocketSimulator", "Diagnostics",
        "PocketProtocol", "Link", arguments,
      ]),
    program(
      "pocket-simulator",
      [
        "Records", "Transport", "SerialTransport", "SocketTransport", "GadgetTransport", "Link",
        "LinkChannel", "PocketProtocol", "SealedChannel", "SecureChannel", "PocketSimulator",
        arguments,
      ]),
    program(
      "pocket-benchmark",
      [
        "Link", "LinkChannel", "Transport", "SerialTransport", "SocketTransport", "USBTransport",
        "Records", "Gate", "FarmDatabase", "Age", "Backup", "CSQLite", "CBenchmark",
        "PocketProtocol",
        "Delivery", "SealedChannel", "SecureChannel", "SyncEngine", crypto, arguments,
      ]),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("RecordsTests", ["Records"]),
    tests("GateTests", ["Gate", "Records"]),
    tests("LinkTests", ["Link", "Transport"]),
    tests("SecureChannelTests", ["SecureChannel", crypto]),
    tests("AgeTests", ["Age", crypto]),
    tests("TransportTests", ["Transport", "SocketTransport", "TestSupport"]),
    tests(
      "TransportContractTests",
      ["Transport", "SerialTransport", "SocketTransport", "TestSupport"]),
    tests("SerialTransportTests", ["SerialTransport", "Transport"]),
    tests("SocketTransportTests", ["SocketTransport", "Transport", "TestSupport"]),
    tests("GadgetTransportTests", ["GadgetTransport"]),
    tests("USBTransportTests", ["USBTransport", "Transport"]),
    tests(
      "LinkChannelTests",
      ["LinkChannel", "Link", "Transport", "SerialTransport", "SocketTransport", "TestSupport"]),
    tests(
      "SealedChannelTests",
      [
        "SealedChannel", "SecureChannel", "LinkChannel", "Link", "Transport", "SocketTransport",
        "TestSupport",
      ]),
    tests("PocketProtocolTests", ["PocketProtocol", "Records"]),
    tests(
      "PocketSimulatorTests",
      [
        "PocketSimulator", "PocketProtocol", "Records", "Link", "LinkChannel", "SealedChannel",
        "SecureChannel", "Transport", "SerialTransport", "SocketTransport",
      ]),
    tests("DemoFarmTests", ["DemoFarm", "Records"]),
    tests("MergeTests", ["Merge", "Records"]),
    tests("FarmDatabaseTests", ["FarmDatabase", "Gate", "Records", "CSQLite", grdb]),
    tests("MediaTests", ["Media"]),
    tests(
      "SimulationTests",
      [
        "Simulation", "FarmDatabase", "Records", "SealedChannel", "SyncEngine", "PocketSimulator",
      ]),
    tests("CopyFaultsTests", ["CopyFaults", "pocket-faults"]),
    tests("BackupTests", ["Backup", "Age", "FarmDatabase", "Gate", "Records", "CSQLite", crypto]),
    tests(
      "DeliveryTests",
      ["Delivery", "Age", "Backup", "CopyFaults", "Records", "TestSupport", crypto]),
    tests(
      "DiagnosticsTests",
      [
        "Diagnostics", "PocketProtocol", "PocketSimulator", "Records", "Link", "LinkChannel",
        "SealedChannel", "SecureChannel", "Transport", "SocketTransport", "SerialTransport",
        "Delivery", "FarmDatabase", "Gate", "Backup", "DemoFarm", crypto,
      ]),
    tests(
      "SyncEngineTests",
      [
        "SyncEngine", "Records", "FarmDatabase", "Gate", "Media", "Backup", "Delivery", "Link",
        "LinkChannel", "PocketProtocol", "Transport", "SealedChannel", "SecureChannel", "DemoFarm",
        "CSQLite", "Diagnostics", "PocketSimulator",
      ]),
    tests(
      "ScenarioTests",
      [
        "pocket-sync", "pocket-simulator", "pocket-benchmark", "DemoFarm", "FarmDatabase",
        "Records", "SecureChannel", "Diagnostics", "PocketProtocol", "Transport", "Link",
        "Backup", "Delivery", crypto,
      ]),
    tests("FuzzingTests", ["Fuzzing"]),
    tests("TidyTests"),
  ]
)
