"""Makes a playbook by calls, without a page: two stages, the second waiting for the first and for a statement that
somebody confirms. Prints its items by depth.
"""

from acmplaybook import Builder, ItemFlags

WORK = ItemFlags.REQUIRED | ItemFlags.AUTO_COMPLETE

with Builder("Mail engagement") as builder:
    prepare = builder.stage("prepare", "Prepare", flags=WORK)
    builder.task("prepare/count", "Count the mailboxes", parent=prepare, flags=ItemFlags.REQUIRED, performers=["FM"])
    builder.task("prepare/tell", "Tell the users", parent=prepare, flags=ItemFlags.MANUAL, performers=["FE"])

    move = builder.stage("move", "Move", flags=WORK)
    builder.task("move/mail", "Move the mail", parent=move, flags=ItemFlags.REQUIRED, performers=["FE"])
    entry = builder.criterion(move)
    builder.on_part(entry, prepare)
    builder.condition(move, "move/licences", "The customer owns licences", criterion=entry)

    with builder.finish() as playbook:
        for item in playbook:
            print("  " * item.depth + item.name + ("" if item.required or not item.depth else " (optional)"))
