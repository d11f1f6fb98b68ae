// Files in memory below SQLite, that forget at a power cut what was never synced.
//
// Faults: every operation after the n-th fails (the process was killed, or the power went); a kill
// keeps what was written; a power cut keeps of each unsynced 512-byte sector the old or the new
// content, of each unsynced size one of both, and undoes the newest unsynced names. A full disk
// refuses to let files grow until there is room.
#ifndef POCKET_SYNC_CSIMULATEDDISK_H
#define POCKET_SYNC_CSIMULATEDDISK_H

#include <stdint.h>

typedef struct simulated_disk simulated_disk;

// Makes the VFS the default one of this process; paths of no disk go to the one before. Once.
int simulated_disk_install(void);

// A disk whose paths begin with "/simulated-disk/<number>/"; SQLite sees none below number 0.
simulated_disk *simulated_disk_new(int number);
void simulated_disk_free(simulated_disk *disk);

// Who opens files from now on; locks and deaths are counted by actor.
void simulated_disk_act_as(simulated_disk *disk, int actor);

// Lets `count` more writing operations of the actor through, then fails all of its operations;
// a negative count lets all through.
void simulated_disk_fail_after(simulated_disk *disk, int64_t count);
int simulated_disk_has_failed(const simulated_disk *disk);
// Lets `count` more writes make files longer, then refuses those that do: the disk is full. What
// the programs write over goes on; a negative count makes room again.
void simulated_disk_fill_after(simulated_disk *disk, int64_t count);
int simulated_disk_was_full(const simulated_disk *disk);
// Writes, truncations, syncs, creations and deletions so far.
int64_t simulated_disk_operations(const simulated_disk *disk);

// The actor's process is gone: its handles are dead, its locks free, its writes stay.
void simulated_disk_kill(simulated_disk *disk, int actor);
// All processes are gone, and the seed says what of the unsynced is on the disk.
void simulated_disk_cut_power(simulated_disk *disk, uint64_t seed);

// Whole files, for copies and restores: durable at once. Sizes are -1 where there is no file.
int64_t simulated_disk_size(const simulated_disk *disk, const char *path);
int simulated_disk_get(const simulated_disk *disk, const char *path, void *bytes, int64_t count);
int simulated_disk_put(
    simulated_disk *disk, const char *path, const void *bytes, int64_t count);
void simulated_disk_remove(simulated_disk *disk, const char *path);

// What a process that is not SQLite does with its files; each gives 0 or an errno.
int simulated_disk_append(
    simulated_disk *disk, const char *path, const void *bytes, int64_t count);
int simulated_disk_truncate(simulated_disk *disk, const char *path, int64_t size);
int simulated_disk_sync(simulated_disk *disk, const char *path);
int simulated_disk_sync_folder(simulated_disk *disk);
int simulated_disk_rename(simulated_disk *disk, const char *from, const char *to);

#endif
