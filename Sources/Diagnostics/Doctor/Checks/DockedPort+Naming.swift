extension DockedPort {
  /// True where the device tells a number of its own.
  var hasNumber: Bool { properties["ID_SERIAL_SHORT"]?.isEmpty == false }

  /// Has udev know the device as one where a pocket is; by hand where nothing tells it apart.
  var naming: Mend {
    // A number that a device does not have is the port's: two of one make are two farms' adapters.
    let key = hasNumber ? "ID_SERIAL" : "ID_PATH"
    return properties[key].flatMap { UdevMatch(key: key, value: $0) }.map(Mend.nameAdapter)
      ?? .person
  }
}
