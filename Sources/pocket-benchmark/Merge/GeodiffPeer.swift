/// geodiff through `pygeodiff`: the files of `BarePeer.geodiffFiles`, each call timed by itself.
enum GeodiffPeer {
  struct Call: Decodable {
    var name: String
    var rows: Int
    var seconds: Double
  }

  static let script = """
    import json, os, shutil, sqlite3, sys, time
    import pygeodiff

    os.chdir(sys.argv[1])
    geodiff = pygeodiff.GeoDiff()
    calls = []

    def count(name):
        return sqlite3.connect(name).execute("SELECT count(*) FROM record").fetchone()[0]

    def timed(name, rows, call, *arguments):
        start = time.perf_counter()
        call(*arguments)
        calls.append({"name": name, "rows": rows, "seconds": time.perf_counter() - start})

    rows = count("base.gpkg")
    timed("diff of all rows inserted", rows,
          geodiff.create_changeset, "empty.gpkg", "base.gpkg", "inserts.diff")
    timed("diff of all rows edited", rows,
          geodiff.create_changeset, "base.gpkg", "ours.gpkg", "updates.diff")
    shutil.copy("empty.gpkg", "target.gpkg")
    timed("apply inserts", rows, geodiff.apply_changeset, "target.gpkg", "inserts.diff")
    shutil.copy("base.gpkg", "target.gpkg")
    timed("apply updates", rows, geodiff.apply_changeset, "target.gpkg", "updates.diff")
    timed("rebase", rows, geodiff.rebase, "base.gpkg", "theirs.gpkg", "ours.gpkg", "conflicts.json")
    print(json.dumps(calls))
    # Before the interpreter takes away what its end needs.
    del geodiff
    """
}
