// SQLite's own header, and what Swift cannot call: variadic functions and macros.
#ifndef POCKET_SYNC_CSQLITE_H
#define POCKET_SYNC_CSQLITE_H

#include <sqlite3.h>
#include <stdint.h>

// Reads `count` bytes at `offset` of the main database file through the connection's own handle,
// so that no second descriptor drops SQLite's locks (closing one releases them all in a process).
// Returns an SQLite result code; SQLITE_IOERR_SHORT_READ past the end.
int pocket_sqlite_read_main(
    sqlite3 *connection, void *buffer, int count, int64_t offset);

// 1 where another connection holds the write lock of the main file. Takes no lock to find out, so
// that nobody is kept waiting; a write-ahead log's lock it does not see.
int pocket_sqlite_is_written(sqlite3 *connection);

// Switches every trigger of the connection off or on; foreign keys go on acting. Result code.
int pocket_sqlite_enable_triggers(sqlite3 *connection, int on);

// SQLITE_TRANSIENT is a cast that Swift does not import.
int pocket_sqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count);
int pocket_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *bytes, int count);

// An object of ours as a parameter that only our own SQL functions can read; NULL for any other value.
int pocket_sqlite_bind_object(sqlite3_stmt *statement, int index, void *object);
void *pocket_sqlite_value_object(sqlite3_value *value);

// The result of an SQL function; its bytes are copied unless they stay where they are.
void pocket_sqlite_result_text(sqlite3_context *context, const void *bytes, int count, int stays);
void pocket_sqlite_result_blob(sqlite3_context *context, const void *bytes, int count, int stays);

#endif
