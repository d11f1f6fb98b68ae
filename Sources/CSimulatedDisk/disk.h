// The disk as the VFS sees it.
#ifndef POCKET_SYNC_DISK_H
#define POCKET_SYNC_DISK_H

#include <sqlite3.h>
#include <stdint.h>

#include "CSimulatedDisk.h"

enum { sector_bytes = 512, shm_slots = 8, shm_regions_maximum = 8, actors_maximum = 8 };
#define disk_root "/simulated-disk/"

typedef struct file_node file_node;
typedef struct open_file open_file;

// A file's content: as processes see it, and as it would survive a power cut at worst.
struct file_node {
  unsigned char *now, *durable;
  unsigned char *dirty;  // one a sector, of the greater of both sizes
  int64_t size, durable_size, capacity;
  int64_t shrunk_after;  // changes of names that must last before a smaller size does
  int links;  // names and handles that hold it
  // Locks, as SQLite's five levels.
  int shared;
  open_file *reserved, *pending, *exclusive;
  // Memory that connections in write-ahead mode share; dies with the processes.
  void *regions[shm_regions_maximum];
  int shm_shared[shm_slots];
  open_file *shm_exclusive[shm_slots];
  int shm_users;
  // Memory of killed processes: their connections still read it when they are closed.
  void **retired;
  int retired_count;
};

struct open_file {
  sqlite3_file base;
  simulated_disk *disk;
  file_node *node;
  open_file *next;
  int actor, level, dead, sync_folder;
  char *path;
  int has_shm, shm_shared_mask;
};

typedef struct name_entry {
  char *path;
  file_node *node;
} name_entry;

// A name that was made (node of old is null) or removed since the folder was synced.
typedef struct name_change {
  char *path;
  file_node *before, *after;
} name_change;

struct simulated_disk {
  int number, actor, failing_actor, failed;
  int64_t operations, left;
  int64_t room;  // writes that may still make a file longer; negative without a limit
  int was_full;
  open_file *open;
  name_entry *names;
  int name_count, name_capacity;
  name_change *changes;
  int change_count, change_capacity;
  int64_t synced_changes;
};

simulated_disk *disk_of_path(const char *path);
file_node *disk_find(const simulated_disk *disk, const char *path);
file_node *disk_create(simulated_disk *disk, const char *path);
int disk_rename(simulated_disk *disk, const char *from, const char *to);
void disk_unlink(simulated_disk *disk, const char *path);
void disk_sync_folder(simulated_disk *disk);
// Sizes are journaled in one order with names.
void disk_truncate(simulated_disk *disk, file_node *node, int64_t size);
// SQLITE_OK, or an error where this actor's process is as good as gone.
int disk_permit(simulated_disk *disk, int actor, int writes);
// True where a file may become longer.
int disk_has_room(simulated_disk *disk, int actor);

void node_release(file_node *node);
int node_write(file_node *node, const void *bytes, int64_t count, int64_t offset);
void node_truncate(file_node *node, int64_t size);
void node_sync(file_node *node);
void node_forget_locks(open_file *file);
void node_forget_shared_memory(open_file *file);

#endif
