#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include "CBenchmark.h"

#include <stdlib.h>
#include <time.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int run(sqlite3 *connection, const char *sql) {
  return sql ? sqlite3_exec(connection, sql, 0, 0, 0) : SQLITE_OK;
}

static void bind_row(sqlite3_stmt *statement, const struct benchmark_row *row, int integer_key) {
  if (integer_key) {
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)row->index + 1);
  } else {
    sqlite3_bind_blob(statement, 1, row->id, sizeof row->id, SQLITE_STATIC);
  }
  for (int column = 0; column < BENCHMARK_COLUMNS; column++) {
    int slot;
    switch (benchmark_column(column, &slot)) {
    case 'i': sqlite3_bind_int64(statement, column + 2, row->integers[slot]); break;
    case 'r': sqlite3_bind_double(statement, column + 2, row->real); break;
    default:
      if (row->lengths[slot] == 0) {
        sqlite3_bind_null(statement, column + 2);
      } else {
        sqlite3_bind_text(
            statement, column + 2, row->texts[slot], row->lengths[slot], SQLITE_STATIC);
      }
    }
  }
}

static int write_rows(
    sqlite3 *connection, const char *sql, const struct benchmark_row *rows, int64_t count,
    int integer_key) {
  sqlite3_stmt *statement = 0;
  int code = sqlite3_prepare_v2(connection, sql, -1, &statement, 0);
  for (int64_t index = 0; index < count && code == SQLITE_OK; index++) {
    bind_row(statement, rows + index, integer_key);
    sqlite3_step(statement);
    code = sqlite3_reset(statement);
  }
  sqlite3_finalize(statement);
  return code;
}

int benchmark_write(
    const char *path, const char *setup, const char *sql, const char *after,
    const struct benchmark_row *rows, int64_t count, int integer_key, double *seconds) {
  sqlite3 *connection = 0;
  int code = sqlite3_open(path, &connection);
  if (code == SQLITE_OK) code = run(connection, setup);
  double start = now();
  if (code == SQLITE_OK) code = run(connection, "BEGIN IMMEDIATE");
  if (code == SQLITE_OK) code = write_rows(connection, sql, rows, count, integer_key);
  if (code == SQLITE_OK) code = run(connection, after);
  if (code == SQLITE_OK) code = run(connection, "COMMIT");
  *seconds = now() - start;
  sqlite3_close(connection);
  return code;
}

int benchmark_changeset_record(const char *path, const char *sql, void **bytes, int *count) {
  sqlite3 *connection = 0;
  sqlite3_session *session = 0;
  int code = sqlite3_open(path, &connection);
  if (code == SQLITE_OK) code = sqlite3session_create(connection, "main", &session);
  if (code == SQLITE_OK) code = sqlite3session_attach(session, "record");
  if (code == SQLITE_OK) code = run(connection, sql);
  if (code == SQLITE_OK) code = sqlite3session_changeset(session, count, bytes);
  if (session) sqlite3session_delete(session);
  sqlite3_close(connection);
  return code;
}

static int on_conflict(void *context, int reason, sqlite3_changeset_iter *changes) {
  (void)context, (void)reason, (void)changes;
  return SQLITE_CHANGESET_ABORT;
}

int benchmark_changeset_apply(
    const char *path, const char *setup, const void *bytes, int count, double *seconds) {
  sqlite3 *connection = 0;
  int code = sqlite3_open(path, &connection);
  if (code == SQLITE_OK) code = run(connection, setup);
  double start = now();
  if (code == SQLITE_OK) code = run(connection, "BEGIN IMMEDIATE");
  if (code == SQLITE_OK) {
    code = sqlite3changeset_apply(connection, count, (void *)bytes, 0, on_conflict, 0);
  }
  if (code == SQLITE_OK) code = run(connection, "COMMIT");
  *seconds = now() - start;
  sqlite3_close(connection);
  return code;
}

void benchmark_changeset_free(void *bytes) { sqlite3_free(bytes); }
