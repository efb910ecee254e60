"""The data folder on disk: history, journal, settings, profile and the coach's decisions.

Begin with `data_folder`, which opens one. A write to a file of the history or a document goes
through these modules of `durable`, in this order:

1. `lock`: claims the folder's one writer lock. An app that doesn't get it only reads.
2. `guarded_file`: reads the file again unless it is as it was last read or written. `migrations`
   updates an older schema in memory; a newer one is never overwritten.
3. `damage`: an unreadable file is set aside under a dated name, the newest good generation is
   loaded instead, and `notices` keeps a sentence about it until the person has read that.
4. `patching`: puts the new values into the stored document; fields that we don't know survive.
5. `generations`: gives the current file a second name, its previous generation.
6. `atomic_write`: writes a temporary file, syncs it, renames it over the old one, syncs the folder.
7. `generations`: copies the day's first write, and drops the expired generations.

The `journal` needs only 1, 3 and 6, on its own thread. Only this package imports tinydb. Of ours
it imports only `core`, and it prints nothing.
"""
