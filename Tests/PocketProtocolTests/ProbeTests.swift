import PocketProtocol
import Testing

/// Questions that only test the line: between introduction and welcome, and nowhere else.
@Suite struct ProbeTests {
  private let probe = Probe(number: 3, paddingBytes: 2_000, answerBytes: 65_536)

  private func introduced(_ probeBytes: Int) throws -> (pc: PCSession, pocket: PocketSession) {
    var pc = PCSession(
      facts: PCFacts(
        session: Sample.identity(2), hub: Sample.hub, farmName: "Moulin", program: "p",
        wallMilliseconds: 0))
    var pocket = PocketSession()
    for case .send(let bytes) in try pc.start() { _ = try pocket.receive(bytes) }
    var introduction = Sample.introduction
    introduction.probeBytes = probeBytes
    for case .send(let bytes) in try pocket.introduce(introduction) {
      let actions = try pc.receive(bytes)
      #expect(actions == [.introduced(introduction)])
    }
    return (pc, pocket)
  }

  @Test func `a probe is answered as often as it comes, and the session goes on as before`() throws
  {
    var (pc, pocket) = try introduced(65_536)
    for _ in 1...2 {
      for case .send(let bytes) in try pc.probe(probe) {
        #expect(bytes.count > probe.paddingBytes)
        #expect(try pocket.receive(bytes) == [.probe(probe)])
      }
      let answer = try pocket.answer(probe, framesSent: 12, framesResent: 2)
      for case .send(let bytes) in answer {
        #expect(bytes.count > probe.answerBytes)
        let told = Probed(number: 3, paddingBytes: 65_536, framesSent: 12, framesResent: 2)
        #expect(try pc.receive(bytes) == [.probed(told)])
      }
    }
    #expect(pocket.state == .introduced)
    let welcome = try pocket.receive(ToPocket.welcome(Sample.welcome).encoded())
    #expect(welcome == [.adopt(Sample.welcome)])
  }

  @Test
  func `a pocket that offers none refuses it by its state, one that offers less by the limit`()
    throws
  {
    let bytes = try ToPocket.probe(probe).encoded()
    var (_, none) = try introduced(0)
    #expect(throws: ProtocolFault.wrongState(message: "Probe", state: "introduced")) {
      try none.receive(bytes)
    }
    var (_, less) = try introduced(65_535)
    #expect(throws: ProtocolFault.overLimit(.probeBytes, found: 65_536)) {
      try less.receive(bytes)
    }
  }

  @Test func `an answer that counts more repeats than frames cannot be`() throws {
    let bytes = try ToPC.probed(
      Probed(number: 1, paddingBytes: 0, framesSent: 3, framesResent: 4)
    ).encoded()
    #expect(throws: ProtocolFault.malformed("Probed.frames_resent")) {
      try ToPC(decoding: bytes)
    }
  }
}
