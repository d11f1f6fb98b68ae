/// How large a generated farm is and how far back its records reach.
package struct FarmScale: Hashable, Sendable {
  /// Campaigns with records, the last one included.
  package var years: Int
  /// Parcels of 5 ha on average.
  package var parcels: Int
  /// Interventions for each parcel and campaign.
  package var interventionsPerParcel: Int
  /// Cattle in the stable at any time.
  package var cattle: Int
  /// Events for each year of the herd.
  package var animalEventsPerYear: Int
  /// The day on which the farm stands: what lies after it is planned.
  package var today: CalendarDay

  /// Takes everything as it stands.
  package init(
    years: Int, parcels: Int, interventionsPerParcel: Int = 15, cattle: Int,
    animalEventsPerYear: Int, today: CalendarDay = CalendarDay(2026, 9, 20)
  ) {
    self.years = years
    self.parcels = parcels
    self.interventionsPerParcel = interventionsPerParcel
    self.cattle = cattle
    self.animalEventsPerYear = animalEventsPerYear
    self.today = today
  }

  /// 1,000 ha and 400 cattle with 20 years of records: 60,000 interventions, about 50 MB.
  package static let fullFarm = FarmScale(
    years: 20, parcels: 200, cattle: 400, animalEventsPerYear: 2400)
  /// 100 ha and 30 cattle with 2 years of records, for tests.
  package static let smallFarm = FarmScale(
    years: 2, parcels: 20, cattle: 30, animalEventsPerYear: 150)

  var campaigns: ClosedRange<Int> {
    let last = today.parts.year
    return last - years + 1...last
  }

  var firstDay: CalendarDay { CalendarDay(campaigns.lowerBound - 1, 8, 1) }
}

/// How many rows a generated farm has, table by table, and how large its file is.
package struct FarmCounts: Hashable, Sendable {
  /// Rows by table name.
  package let rows: [String: Int]
  /// Size of the database in bytes.
  package let bytes: Int
}
