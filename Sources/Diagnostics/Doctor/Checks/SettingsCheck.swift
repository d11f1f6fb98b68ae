/// What was set up must be readable: a file that is passed over looks like one that was never made.
enum SettingsCheck {
  static func findings(_ facts: DoctorFacts) -> [Finding] {
    guard !facts.settings.isEmpty else { return [.passed(.settings, .settingsReadable)] }
    return facts.settings.map { Finding(.settings, .broken, .settings($0), mend: .person) }
  }
}
