import Foundation
import SocketTransport
import TestSupport
import Testing
import Transport

/// The client against a service that speaks usbmuxd's protocol as its project states it.
@Suite struct USBMuxTests {
  /// Answers questions one connection after the other; what it connects echoes.
  private final class Service: Sendable {
    let listener: SocketListener
    let phones: [(number: Int, name: String, way: String)]
    let code: Int
    /// Sent instead of every answer.
    let nonsense: [UInt8]?

    init(
      _ phones: [(Int, String, String)], code: Int = 0, nonsense: [UInt8]? = nil
    ) throws {
      listener = try SocketListener()
      self.phones = phones.map { (number: $0.0, name: $0.1, way: $0.2) }
      self.code = code
      self.nonsense = nonsense
      Thread.detachNewThread {
        while let line = try? self.listener.accept(timeoutMilliseconds: 20_000) {
          Thread.detachNewThread { try? self.serve(line) }
        }
      }
    }

    var client: USBMux { USBMux(address: "127.0.0.1:\(listener.port)") }

    private func serve(_ line: SocketTransport) throws {
      defer { line.close() }
      while true {
        let head = try exactly(16, line)
        let words = (0..<4).map { word in
          (0..<4).reduce(UInt32(0)) { $0 | UInt32(head[4 * word + $1]) << UInt32(8 * $1) }
        }
        #expect(words[1] == 1 && words[2] == 8)
        let body = Data(try exactly(Int(words[0]) - 16, line))
        let list = try PropertyListSerialization.propertyList(from: body, format: nil)
        let question = try #require(list as? [String: Any])
        if let nonsense {
          _ = try line.send(nonsense, timeoutMilliseconds: 1000)
          return
        }
        if question["MessageType"] as? String == "ListDevices" {
          let entries = phones.map { phone in
            [
              "DeviceID": phone.number,
              "Properties": [
                "DeviceID": phone.number, "SerialNumber": phone.name, "ConnectionType": phone.way,
              ] as [String: Any],
            ] as [String: Any]
          }
          try answer(["DeviceList": entries], line)
        } else {
          #expect(question["DeviceID"] as? Int == phones[0].number)
          // The port's bytes stand in network order.
          #expect(question["PortNumber"] as? Int == Int(UInt16(47_411).bigEndian))
          try answer(["MessageType": "Result", "Number": code], line)
          if code == 0 {
            while true {
              let bytes = try line.receive(maximumBytes: 999, timeoutMilliseconds: 5000)
              _ = try line.send(bytes, timeoutMilliseconds: 1000)
            }
          }
        }
      }
    }

    private func exactly(_ count: Int, _ line: SocketTransport) throws -> [UInt8] {
      var bytes: [UInt8] = []
      while bytes.count < count {
        bytes += try line.receive(
          maximumBytes: count - bytes.count, timeoutMilliseconds: 5000)
      }
      return bytes
    }

    private func answer(_ list: [String: Any], _ line: SocketTransport) throws {
      let body = try PropertyListSerialization.data(
        fromPropertyList: list, format: .xml, options: 0)
      _ = try line.send(USBMuxTests.header(16 + body.count) + body, timeoutMilliseconds: 1000)
    }
  }

  private static func header(_ length: Int) -> [UInt8] {
    [UInt32(length), 1, 8, 1].flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(8 * $0)) }
    }
  }

  @Test func `a line through the service carries bytes to the phone's app and back`() throws {
    let service = try Service([(7, "udid-one", "USB"), (8, "udid-two", "Network")])
    #expect(try service.client.phones() == ["udid-one"])
    for name in [nil, "udid-one"] {
      try withTransport(service.client.connect(only: name, port: 47_411)) { line in
        _ = try line.send([1, 2, 3], timeoutMilliseconds: 1000)
        #expect(try line.receive(maximumBytes: 9, timeoutMilliseconds: 5000) == [1, 2, 3])
      }
    }
  }

  @Test func `no phone is guessed, and none is taken for another`() throws {
    let two = try Service([(7, "one", "USB"), (8, "two", "USB")])
    #expect(throws: TransportError.severalDevices(["one", "two"])) {
      try two.client.connect(only: nil, port: 47_411)
    }
    #expect(throws: TransportError.noSuchDevice(path: "three")) {
      try two.client.connect(only: "three", port: 47_411)
    }
    let none = try Service([])
    #expect(throws: TransportError.noSuchDevice(path: "")) {
      try none.client.connect(only: nil, port: 47_411)
    }
  }

  @Test func `an app that is not open, and a phone that left, are told apart`() throws {
    for (code, error) in [
      (3, TransportError.noAppListens(device: "one", port: 47_411)),
      (2, .noSuchDevice(path: "one")),
      (6, .phoneServiceFailed(service: "usbmuxd", answer: "6")),
    ] {
      let service = try Service([(7, "one", "USB")], code: code)
      #expect(throws: error) { try service.client.connect(only: "one", port: 47_411) }
    }
  }

  @Test func `an answer that lies about its length is refused before it is kept`() throws {
    for length in [0, 15, 1 << 20 | 1, 0xFFFF_FFFF] {
      let service = try Service([], nonsense: Self.header(length))
      #expect(
        throws: TransportError.phoneServiceFailed(service: "usbmuxd", answer: "\(length) bytes")
      ) { try service.client.phones() }
    }
    let garbage = try Service([], nonsense: Self.header(20) + [1, 2, 3, 4])
    #expect(throws: TransportError.phoneServiceFailed(service: "usbmuxd", answer: "4 bytes")) {
      try garbage.client.phones()
    }
  }

  @Test func `a service that does not run is named`() {
    for address in ["/nowhere/usbmuxd", "UNIX:/nowhere/usbmuxd", "127.0.0.1:1"] {
      #expect(throws: TransportError.noPhoneService("usbmuxd")) {
        try USBMux(address: address).phones()
      }
    }
  }
}
