using System.Runtime.CompilerServices;

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
        acm_item[] items = All<acm_item>((to, room, count) =>
            Native.acm_playbook_items(at, to, (nuint)sizeof(acm_item), room, count));
        acm_condition[] conditions = All<acm_condition>((to, room, count) =>
            Native.acm_playbook_conditions(at, 0, to, (nuint)sizeof(acm_condition), room, count));
        acm_page[] pages = All<acm_page>((to, room, count) =>
            Native.acm_playbook_pages(at, to, (nuint)sizeof(acm_page), room, count));
        _refs = All<acm_ref>((to, room, count) =>
            Native.acm_playbook_refs(at, 0, 0, to, (nuint)sizeof(acm_ref), room, count));
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

    /// <summary>Fills an array as far as it goes, and tells how many there are.</summary>
    internal delegate Status Fill<T>(T* to, nuint room, nuint* count)
        where T : unmanaged;

    internal IReadOnlyList<Item> Items { get; }

    internal IReadOnlyList<Condition> Conditions { get; }

    internal IReadOnlyList<Page> Pages { get; }

    /// <summary>All records of a kind, counted first.</summary>
    internal static T[] All<T>(Fill<T> fill, [CallerMemberName] string what = "")
        where T : unmanaged
    {
        nuint count;
        Failure.Check(fill(null, 0, &count), what);
        var records = new T[count];
        fixed (T* to = records)
        {
            Failure.Check(fill(to, count, &count), what);
        }
        return records;
    }

    /// <summary>What an item refers to; the references stand in the order of their items.</summary>
    internal ReadOnlySpan<acm_ref> Refs(uint item) => _refs.AsSpan(_firstRef[item].._firstRef[item + 1]);
}
