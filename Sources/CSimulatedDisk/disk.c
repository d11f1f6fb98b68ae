#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disk.h"

enum { disks_maximum = 64 };
static simulated_disk *disks[disks_maximum];
static pthread_mutex_t disks_mutex = PTHREAD_MUTEX_INITIALIZER;

simulated_disk *disk_of_path(const char *path) {
  size_t length = strlen(disk_root);
  if (path == 0 || strncmp(path, disk_root, length) != 0) return 0;
  int number = atoi(path + length);
  if (number < 0 || number >= disks_maximum) return 0;
  pthread_mutex_lock(&disks_mutex);
  simulated_disk *disk = disks[number];
  pthread_mutex_unlock(&disks_mutex);
  return disk;
}

simulated_disk *simulated_disk_new(int number) {
  if (number >= disks_maximum) return 0;
  simulated_disk *disk = calloc(1, sizeof *disk);
  if (disk == 0) return 0;
  disk->number = number;
  disk->left = -1;
  disk->room = -1;
  if (number < 0) return disk;
  pthread_mutex_lock(&disks_mutex);
  disks[number] = disk;
  pthread_mutex_unlock(&disks_mutex);
  return disk;
}

void simulated_disk_free(simulated_disk *disk) {
  pthread_mutex_lock(&disks_mutex);
  if (disk->number >= 0 && disks[disk->number] == disk) disks[disk->number] = 0;
  pthread_mutex_unlock(&disks_mutex);
  disk_sync_folder(disk);
  for (int index = 0; index < disk->name_count; index++) {
    free(disk->names[index].path);
    node_release(disk->names[index].node);
  }
  free(disk->names);
  free(disk->changes);
  free(disk);
}

static name_entry *entry(const simulated_disk *disk, const char *path) {
  for (int index = 0; index < disk->name_count; index++) {
    if (strcmp(disk->names[index].path, path) == 0) return &disk->names[index];
  }
  return 0;
}

file_node *disk_find(const simulated_disk *disk, const char *path) {
  name_entry *found = entry(disk, path);
  return found ? found->node : 0;
}

// Points a name at a node; null takes the name away. Holds the node for the name.
static void point(simulated_disk *disk, const char *path, file_node *node) {
  if (node) node->links++;
  name_entry *found = entry(disk, path);
  if (found == 0) {
    if (node == 0) return;
    if (disk->name_count == disk->name_capacity) {
      disk->name_capacity = disk->name_capacity * 2 + 8;
      disk->names = realloc(disk->names, disk->name_capacity * sizeof *disk->names);
    }
    disk->names[disk->name_count++] = (name_entry){strdup(path), node};
    return;
  }
  node_release(found->node);
  found->node = node;
  if (node) return;
  free(found->path);
  *found = disk->names[--disk->name_count];
}

static void name_point(simulated_disk *disk, const char *path, file_node *node) {
  file_node *before = disk_find(disk, path);
  if (disk->change_count == disk->change_capacity) {
    disk->change_capacity = disk->change_capacity * 2 + 8;
    disk->changes = realloc(disk->changes, disk->change_capacity * sizeof *disk->changes);
  }
  if (before) before->links++;
  if (node) node->links++;
  disk->changes[disk->change_count++] = (name_change){strdup(path), before, node};
  point(disk, path, node);
}

file_node *disk_create(simulated_disk *disk, const char *path) {
  file_node *node = calloc(1, sizeof *node);
  if (node) name_point(disk, path, node);
  return node;
}

void disk_unlink(simulated_disk *disk, const char *path) {
  if (disk_find(disk, path)) name_point(disk, path, 0);
}

int disk_rename(simulated_disk *disk, const char *from, const char *to) {
  file_node *node = disk_find(disk, from);
  if (node == 0) return 0;
  name_point(disk, to, node);
  name_point(disk, from, 0);
  return 1;
}

static void drop_change(simulated_disk *disk, int index) {
  free(disk->changes[index].path);
  node_release(disk->changes[index].before);
  node_release(disk->changes[index].after);
}

void disk_sync_folder(simulated_disk *disk) {
  for (int index = 0; index < disk->change_count; index++) drop_change(disk, index);
  disk->synced_changes += disk->change_count;
  disk->change_count = 0;
}

void disk_truncate(simulated_disk *disk, file_node *node, int64_t size) {
  node_truncate(node, size);
  node->shrunk_after = disk->synced_changes + disk->change_count;
}

void simulated_disk_act_as(simulated_disk *disk, int actor) { disk->actor = actor; }

void simulated_disk_fail_after(simulated_disk *disk, int64_t count) {
  disk->left = count;
  disk->failed = 0;
  disk->failing_actor = disk->actor;
}

int simulated_disk_has_failed(const simulated_disk *disk) { return disk->failed; }

void simulated_disk_fill_after(simulated_disk *disk, int64_t count) {
  disk->room = count;
  disk->was_full = 0;
  disk->failing_actor = disk->actor;
}

int simulated_disk_was_full(const simulated_disk *disk) { return disk->was_full; }

int disk_has_room(simulated_disk *disk, int actor) {
  if (disk->room < 0 || actor != disk->failing_actor) return 1;
  if (disk->room == 0) {
    disk->was_full = 1;
    return 0;
  }
  disk->room--;
  return 1;
}

int64_t simulated_disk_operations(const simulated_disk *disk) { return disk->operations; }

int disk_permit(simulated_disk *disk, int actor, int writes) {
  if (writes && disk->left >= 0 && actor == disk->failing_actor && !disk->failed) {
    if (disk->left == 0) {
      disk->failed = 1;
    } else {
      disk->left--;
    }
  }
  if (disk->failed && actor == disk->failing_actor) return SQLITE_IOERR;
  if (writes) disk->operations++;
  return SQLITE_OK;
}

void simulated_disk_kill(simulated_disk *disk, int actor) {
  for (open_file *file = disk->open; file; file = file->next) {
    if (file->actor != actor || file->dead) continue;
    node_forget_locks(file);
    node_forget_shared_memory(file);
    file->dead = 1;
  }
}

static uint64_t draw(uint64_t *state) {
  uint64_t z = (*state += 0x9E3779B97F4A7C15);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

// What lasts of a file whose newest names last up to `changes`.
static void settle(file_node *node, int64_t changes, uint64_t *seed) {
  int64_t size = node->durable_size;
  int stays = node->size < size && node->shrunk_after > changes;
  if (node->size != size && !stays) {
    int64_t low = node->size < size ? node->size : size;
    int64_t high = node->size < size ? size : node->size;
    int64_t steps = (high - low + sector_bytes - 1) / sector_bytes;
    uint64_t choice = draw(seed) % 4;
    // The old size, the new one, or something between.
    if (choice == 1 || choice == 2) size = node->size;
    if (choice == 3) size = low + (int64_t)(draw(seed) % (uint64_t)steps) * sector_bytes;
  }
  int64_t greater = node->size > node->durable_size ? node->size : node->durable_size;
  int everything = draw(seed) % 8;  // at times all of it, at times nothing
  for (int64_t sector = 0; sector * sector_bytes < greater; sector++) {
    if (!node->dirty[sector]) continue;
    int64_t start = sector * sector_bytes;
    int keeps = everything == 0 ? 1 : everything == 1 ? 0 : (int)(draw(seed) & 1);
    if (start >= node->size) keeps = 0;  // cut off: there is nothing newer to keep
    memcpy(
        (keeps ? node->durable : node->now) + start, (keeps ? node->now : node->durable) + start,
        sector_bytes);
    node->dirty[sector] = 0;
  }
  if (size < greater) {
    memset(node->now + size, 0, greater - size);
    memset(node->durable + size, 0, greater - size);
  }
  node->size = node->durable_size = size;
}

static int by_path(const void *left, const void *right) {
  return strcmp(((const name_entry *)left)->path, ((const name_entry *)right)->path);
}

void simulated_disk_cut_power(simulated_disk *disk, uint64_t seed) {
  for (int actor = 0; actor < actors_maximum; actor++) simulated_disk_kill(disk, actor);
  // Names are journaled in order: the newest of them are undone.
  int undone = disk->change_count ? (int)(draw(&seed) % (uint64_t)(disk->change_count + 1)) : 0;
  for (int index = disk->change_count - 1; index >= disk->change_count - undone; index--) {
    point(disk, disk->changes[index].path, disk->changes[index].before);
  }
  int64_t changes = disk->synced_changes + disk->change_count - undone;
  disk_sync_folder(disk);
  if (disk->name_count > 1)
    qsort(disk->names, (size_t)disk->name_count, sizeof *disk->names, by_path);
  for (int index = 0; index < disk->name_count; index++) {
    settle(disk->names[index].node, changes, &seed);
  }
}
