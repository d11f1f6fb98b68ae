#include "CSQLite.h"

int pocket_sqlite_read_main(
    sqlite3 *connection, void *buffer, int count, int64_t offset) {
  sqlite3_file *file = 0;
  int code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code != SQLITE_OK) return code;
  if (file == 0 || file->pMethods == 0) return SQLITE_MISUSE;
  return file->pMethods->xRead(file, buffer, count, offset);
}

int pocket_sqlite_is_written(sqlite3 *connection) {
  sqlite3_file *file = 0;
  int code = sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code != SQLITE_OK || file == 0 || file->pMethods == 0) return 0;
  // 0 to 4; from 2 on this connection writes itself, and waits for readers.
  int level = 0;
  if (file->pMethods->xFileControl(file, SQLITE_FCNTL_LOCKSTATE, &level) != SQLITE_OK) return 0;
  int reserved = 0;
  if (level >= SQLITE_LOCK_RESERVED) return 0;
  return file->pMethods->xCheckReservedLock(file, &reserved) == SQLITE_OK && reserved;
}

int pocket_sqlite_enable_triggers(sqlite3 *connection, int on) {
  return sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, on, (int *)0);
}

int pocket_sqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
  return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_TRANSIENT);
}

int pocket_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int count) {
  return sqlite3_bind_text(statement, index, bytes, count, SQLITE_TRANSIENT);
}

static const char object_type[] = "pocket-sync";

int pocket_sqlite_bind_object(sqlite3_stmt *statement, int index, void *object) {
  return sqlite3_bind_pointer(statement, index, object, object_type, 0);
}

void *pocket_sqlite_value_object(sqlite3_value *value) {
  return sqlite3_value_pointer(value, object_type);
}

void pocket_sqlite_result_text(sqlite3_context *context, const void *bytes, int count, int stays) {
  sqlite3_result_text(
      context, bytes ? bytes : "", count, stays ? SQLITE_STATIC : SQLITE_TRANSIENT);
}

void pocket_sqlite_result_blob(sqlite3_context *context, const void *bytes, int count, int stays) {
  sqlite3_result_blob(
      context, bytes ? bytes : "", count, stays ? SQLITE_STATIC : SQLITE_TRANSIENT);
}
