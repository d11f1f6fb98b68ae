import Foundation
import Records
import Testing

@testable import DemoFarm

struct FarmGeneratorTests {
  @Test func `the same seed writes the same file, byte for byte`() throws {
    let farm = try TestFarm(seed: 7)
    let again = try TestFarm(seed: 7)
    let other = try TestFarm(seed: 8)
    #expect(try farm.bytes() == again.bytes())
    #expect(try farm.bytes() != other.bytes())
  }

  @Test func `the small farm has two campaigns of 20 parcels with 15 interventions each`() throws {
    let farm = try TestFarm()
    #expect(farm.counts.rows["parcel"] == 20)
    #expect(farm.counts.rows["parcel_season"] == 40)
    #expect(farm.counts.rows["intervention"] == 600)
    #expect(farm.counts.rows["animal_event"] == 300)
    #expect(try farm.count("SELECT count(*) FROM intervention") == 600)
  }

  @Test func `the sqlite3 program finds the file sound and every parent there`() throws {
    let farm = try TestFarm()
    let answer = try Shell.run(
      "sqlite3", farm.path, "PRAGMA integrity_check; PRAGMA foreign_key_check;")
    #expect(answer == "ok\n")
  }

  @Test func `no dose is above what the product is authorised for`() throws {
    let farm = try TestFarm()
    let above = try farm.count(
      """
      SELECT count(*) FROM intervention_input AS i
      JOIN intervention AS w ON w.id = i.intervention_id
      JOIN parcel_season AS s ON s.id = w.parcel_season_id
      JOIN product AS p ON p.id = i.product_id AND p.kind = 'ppp'
      LEFT JOIN product_use AS u ON u.product_id = p.id AND u.eppo = s.eppo
      WHERE u.id IS NULL OR i.dose_per_ha > u.max_dose_per_ha
        OR (p.withdrawn_on IS NOT NULL AND p.withdrawn_on <= w.done_on)
      """)
    #expect(above == 0)
  }

  @Test func `totals follow from dose and area, and lots hold what was taken from them`() throws {
    let farm = try TestFarm()
    let wrong = try farm.count(
      """
      SELECT count(*) FROM intervention_input AS i JOIN intervention AS w
      ON w.id = i.intervention_id WHERE i.total_qty <> max(i.dose_per_ha * w.area_m2 / 10000, 1)
      """)
    let overdrawn = try farm.count(
      """
      SELECT count(*) FROM (SELECT sum(delta) AS rest FROM stock_move GROUP BY lot_id)
      WHERE rest < 0
      """)
    #expect(wrong == 0)
    #expect(overdrawn == 0)
  }

  @Test func `what lies after today is planned, and nothing before it is`() throws {
    let today = FarmScale.smallFarm.today.iso
    let farm = try TestFarm()
    let planned = try farm.count("SELECT count(*) FROM intervention WHERE state = 'planned'")
    let wrong = try farm.count(
      "SELECT count(*) FROM intervention WHERE (state = 'planned') <> (done_on > '\(today)')")
    #expect(planned > 0)
    #expect(wrong == 0)
  }

  @Test func `the herd keeps its size and no animal has events after it left`() throws {
    let farm = try TestFarm()
    let late = try farm.count(
      """
      SELECT count(*) FROM animal_event AS e JOIN animal_event AS gone
      ON gone.animal_id = e.animal_id AND gone.kind IN ('departure', 'death')
      WHERE e.occurred_on > gone.occurred_on
      """)
    let living = try farm.count(
      """
      SELECT (SELECT count(*) FROM animal) - (SELECT count(*) FROM animal_event
      WHERE kind IN ('departure', 'death'))
      """)
    #expect(late == 0)
    #expect((30...40).contains(living))
  }

  @Test func `the full farm has the volumes that the product is planned for`() throws {
    let farm = try TestFarm(scale: .fullFarm)
    #expect(farm.counts.rows["intervention"] == 60_000)
    #expect(farm.counts.rows["animal_event"] == 48_000)
    #expect((96_000...108_000).contains(farm.counts.rows["intervention_input"] ?? 0))
    #expect((45_000_000...58_000_000).contains(farm.counts.bytes))
    #expect(try farm.count("SELECT sum(area_m2) / 10000 FROM parcel") >= 990)
  }

  @Test func `a file that holds the tables already is refused`() throws {
    let farm = try TestFarm()
    #expect(throws: DemoFarmError.self) {
      try FarmGenerator(seed: 1, scale: .smallFarm).write(to: farm.path)
    }
  }
}
