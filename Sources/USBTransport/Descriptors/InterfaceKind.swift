/// Class, subclass and protocol of an interface.
package struct InterfaceKind: Sendable, Hashable {
  /// 0xff where the maker says what it is.
  package let `class`: UInt8
  /// Tells apart what is of one class.
  package let `subclass`: UInt8
  /// Tells apart what is of one subclass.
  package let `protocol`: UInt8

  /// A kind by its three numbers.
  package init(class: UInt8, subclass: UInt8, protocol: UInt8) {
    self.class = `class`
    self.subclass = `subclass`
    self.protocol = `protocol`
  }

  /// The one interface of a pocket that speaks over bulk endpoints.
  package static let pocket = InterfaceKind(class: 0xFF, subclass: 0x50, protocol: 0x01)
  /// The interface of a phone in accessory mode (Android Open Accessory 2.0).
  package static let accessory = InterfaceKind(class: 0xFF, subclass: 0xFF, protocol: 0)
}
