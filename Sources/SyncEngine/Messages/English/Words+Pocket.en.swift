import Transport

extension EnglishWords {
  static func telling(_ problem: PocketProblem) -> Telling {
    switch problem {
    case .none:
      Telling(
        "No pocket is connected.", kept, "Connect the pocket and switch it on, then try again.")
    case .several(let addresses):
      Telling(
        "Several devices are connected: \(some(addresses)).", kept,
        "Leave only the pocket connected, then try again.")
    case .notFound(let path):
      Telling(
        "The device \(quoted(path)) is not connected.", kept,
        "Reconnect the pocket, wait ten seconds, then try again.")
    case .noPermission(let path):
      Telling(
        "This PC is not allowed to open \(quoted(path)).", kept,
        "Call the helpdesk and read out the code: this PC lacks the pocket's udev rules.")
    case .held(let path, let holder?):
      Telling(
        "The program \(quoted(holder.program)) is using the device \(quoted(path))"
          + note("process \(holder.processID)") + ".",
        kept, "Close that program, then try again.")
    case .held(let path, nil):
      Telling(
        "Another program is using the device \(quoted(path)).", kept,
        "Close the other programs that talk to the pocket, then try again.")
    case .wentAway(let address):
      Telling(
        "The pocket is no longer connected\(note(address)).", received,
        "Reconnect the pocket and try again: the work goes on where it stopped.")
    case .silent(let address, let seconds):
      Telling(
        "The pocket has said nothing for \(number(seconds)) s\(note(address)).", received,
        "Wake the pocket, open its app, then try again.")
    case .retired(let label):
      Telling(
        "\(quoted(label)) was taken out of service on this PC.",
        "Its records stay on the pocket.",
        "Call the helpdesk if this pocket is to be used again.")
    }
  }

  static func telling(_ problem: PortProblem) -> Telling {
    switch problem {
    case .notTerminal(let path):
      Telling(
        "No pocket can talk through \(quoted(path)).", kept,
        "Give the pocket's port, for example /dev/ttyACM0.")
    case .unsupportedRate(let baud):
      Telling(
        "This PC does not know the speed of \(number(baud)) baud.", kept,
        "Give a common speed, for example 115200.")
    case .systemFault(let address, let call, let errno):
      Telling(
        "The connection to the pocket has failed\(note(address, call, "errno \(errno)")).",
        received, "Disconnect and reconnect the pocket, then try again.")
    case .badDescriptors(let path, let fault):
      Telling(
        "What the device \(quoted(path)) says about itself is not a pocket's\(note(fault)).", kept,
        "Disconnect it, check that it is your pocket, and call the helpdesk with the code.")
    case .noAccessoryMode(let path):
      Telling(
        "The phone does not offer to talk to a PC's program\(note(path)).", kept,
        "Unlock the phone and try again; if it stays so, connect another way.")
    case .phoneStayedAway(let path, let seconds):
      Telling(
        "The phone went over to the app and did not come back within"
          + " \(number(seconds)) s\(note(path)).",
        kept, "Unlock the phone, let it open its app, then try again.")
    case .noPhoneService(let service):
      Telling(
        "The program \(quoted(service)), which speaks with phones, does not run on this PC.", kept,
        "Call the helpdesk and read them the code: this program has to be installed.")
    case .noAppListens(let device, let port):
      Telling(
        "The phone is there, but the pocket's app is not open in it"
          + "\(note(device, "port \(port)")).",
        kept, "Unlock the phone, open the app, then begin again.")
    case .phoneServiceFailed(let service, let answer):
      Telling(
        "The program \(quoted(service)) gave no access to the phone\(note(answer)).", kept,
        "Unplug the phone, plug it in again and unlock it, then begin again.")
    case .networkTimedOut(let host, let port):
      Telling(
        "\(quoted(host)) does not answer on the network\(note("port \(port)")).", kept,
        "Put the pocket on the same network as the PC, then try again.")
    case .networkRefused(let host, let port, let errno):
      Telling(
        "\(quoted(host)) refuses the connection\(note("port \(port)", "errno \(errno)")).", kept,
        "Open the app on the pocket, then try again.")
    case .hostNotFound(let host):
      Telling(
        "The name \(quoted(host)) is unknown on the network.", kept,
        "Check the name, or give the address in digits.")
    }
  }
}
