"""Files that survive kills, full disks, power cuts and damage; the package knows no content.

Begin with `guarded_file`: one file that is checked at each read, has generations, and is never
overwritten while it is damaged. `atomic_write` has every call to the file system, in one class
(`Disk`) that tests replace. Beside them: `generations`, `damage`, `lock`, `notices`, `migrations`
and `patching`. The order in which a write uses them is in the docstring of `runcoach.storage`.

Nothing here imports the other packages of storage, or TinyDB.
"""
