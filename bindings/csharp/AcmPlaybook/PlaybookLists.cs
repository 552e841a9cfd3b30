namespace AcmPlaybook;

/// <summary>The records of a playbook, read once: it never changes.</summary>
internal sealed unsafe class PlaybookLists
{
    private readonly int[] _firstRef;
    private readonly acm_ref[] _refs;

    internal PlaybookLists(Playbook playbook)
    {
        using var p = playbook.Use();
        nint at = p.Pointer;
        nuint count;
        Failure.Check(Native.acm_playbook_items(at, null, (nuint)sizeof(acm_item), 0, &count), "items");
        var items = new acm_item[count];
        fixed (acm_item* to = items)
        {
            Failure.Check(Native.acm_playbook_items(at, to, (nuint)sizeof(acm_item), count, &count), "items");
        }
        Failure.Check(Native.acm_playbook_conditions(at, 0, null, (nuint)sizeof(acm_condition), 0, &count),
            "conditions");
        var conditions = new acm_condition[count];
        fixed (acm_condition* to = conditions)
        {
            Failure.Check(Native.acm_playbook_conditions(at, 0, to, (nuint)sizeof(acm_condition), count, &count),
                "conditions");
        }
        Failure.Check(Native.acm_playbook_refs(at, 0, 0, null, (nuint)sizeof(acm_ref), 0, &count), "references");
        _refs = new acm_ref[count];
        fixed (acm_ref* to = _refs)
        {
            Failure.Check(Native.acm_playbook_refs(at, 0, 0, to, (nuint)sizeof(acm_ref), count, &count), "references");
        }
        Failure.Check(Native.acm_playbook_pages(at, null, (nuint)sizeof(acm_page), 0, &count), "pages");
        var pages = new acm_page[count];
        fixed (acm_page* to = pages)
        {
            Failure.Check(Native.acm_playbook_pages(at, to, (nuint)sizeof(acm_page), count, &count), "pages");
        }
        Items = Array.AsReadOnly(Array.ConvertAll(items, i => new Item(playbook, i)));
        Conditions = Array.AsReadOnly(Array.ConvertAll(conditions, c => new Condition(playbook, c)));
        Pages = Array.AsReadOnly(pages.Select((page, i) => new Page(playbook, i, page)).ToArray());
        _firstRef = new int[items.Length + 2];
        for (int item = 1, r = 0; item < _firstRef.Length; item++)
        {
            while (r < _refs.Length && _refs[r].item < item)
            {
                r++;
            }
            _firstRef[item] = r;
        }
    }

    internal IReadOnlyList<Item> Items { get; }

    internal IReadOnlyList<Condition> Conditions { get; }

    internal IReadOnlyList<Page> Pages { get; }

    /// <summary>What an item refers to; the references stand in the order of their items.</summary>
    internal ReadOnlySpan<acm_ref> Refs(uint item) => _refs.AsSpan(_firstRef[item].._firstRef[item + 1]);
}
