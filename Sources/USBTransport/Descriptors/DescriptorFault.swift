/// What is wrong with what a device says about itself; offsets count from the first byte read.
package enum DescriptorFault: Error, Sendable, Hashable {
  /// More bytes than any device of ours needs.
  case tooLong(bytes: Int)
  /// A descriptor ends behind what there is.
  case truncated(offsetBytes: Int)
  /// A descriptor is too short for its kind; 0 would never end.
  case badLength(offsetBytes: Int, length: UInt8)
  /// A descriptor of another kind was due here.
  case unexpectedKind(offsetBytes: Int, kind: UInt8)
  /// More interfaces, alternates counted, or more endpoints than the limit.
  case tooMany(offsetBytes: Int)
  /// The device has no configuration of this value.
  case noConfiguration(UInt8)
  /// No interface is the wanted one.
  case noInterface
  /// More than one interface could be meant.
  case severalInterfaces
  /// An interface has another number of endpoints than it says.
  case endpointCount(interface: UInt8, claimed: UInt8, found: Int)
  /// The interface has not one bulk endpoint each way, and no other.
  case wrongEndpoints(interface: UInt8)
  /// An endpoint's number is none of USB's.
  case badEndpoint(address: UInt8)
  /// A bulk endpoint's packets are of a size that USB does not know.
  case packetSize(endpoint: UInt8, bytes: UInt16)
}
