package import Transport

/// A plugged-in device as the system lists it, before anybody opens it.
package struct USBDevice: Sendable, Hashable {
  /// The kernel's name for bus and ports: `1-2.4`.
  package let port: String
  /// The file that is opened to talk to it.
  package let node: String
  /// The maker's number.
  package let vendor: UInt16
  /// The maker's number for the product.
  package let productNumber: UInt16
  /// What it calls itself, without characters that are not printed.
  package let product: String?
  /// Its serial number, if it has one that may be typed.
  package let serial: String?
  /// The configuration in use; nil when it has none.
  package let configuration: UInt8?
  /// Whether udev's database marks it as a pocket (`POCKET_SYNC=1`).
  package let isMarked: Bool
  /// Its descriptors as it sent them.
  package let descriptors: [UInt8]

  /// A device by its facts.
  package init(
    port: String, node: String, vendor: UInt16, productNumber: UInt16, product: String? = nil,
    serial: String? = nil, configuration: UInt8? = 1, isMarked: Bool = false,
    descriptors: [UInt8] = []
  ) {
    self.port = port
    self.node = node
    self.vendor = vendor
    self.productNumber = productNumber
    self.product = product
    self.serial = serial
    self.configuration = configuration
    self.isMarked = isMarked
    self.descriptors = descriptors
  }

  /// Whether this is the place that somebody named.
  package func isAt(_ place: USBPlace) -> Bool {
    switch place {
    case .port(let port): port == self.port
    case .node(let node): node == self.node
    case .serial(let serial): serial == self.serial
    }
  }
}
