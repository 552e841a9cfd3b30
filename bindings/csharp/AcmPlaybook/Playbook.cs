namespace AcmPlaybook;

/// <summary>
/// A playbook: the immutable definition of cases. Any number of threads may read one, and any number of cases may run
/// it; a case keeps it alive natively, whether or not this object is disposed of.
/// </summary>
public sealed unsafe partial class Playbook : IDisposable
{
    private readonly PlaybookHandle _handle;
    private PlaybookLists? _lists;
    private IReadOnlyList<string>? _languages;

    internal Playbook(PlaybookHandle handle, Findings findings) => (_handle, Findings) = (handle, findings);

    /// <summary>What reading met on the way: faults of the pages, and what was not carried over.</summary>
    public Findings Findings { get; }

    /// <summary>The root stage.</summary>
    public Item Root => Items[0];

    /// <summary>All items in document order; every parent stands before its children.</summary>
    public IReadOnlyList<Item> Items => Lists.Items;

    /// <summary>All conditions in document order.</summary>
    public IReadOnlyList<Condition> Conditions => Lists.Conditions;

    /// <summary>All pages; those of the edition that owns the structure come first.</summary>
    public IReadOnlyList<Page> Pages => Lists.Pages;

    /// <summary>The roles that the playbook knows.</summary>
    public IReadOnlyList<Term> Roles => GetTerms(TermKind.Role);

    /// <summary>The services that the playbook knows.</summary>
    public IReadOnlyList<Term> Services => GetTerms(TermKind.Service);

    /// <summary>The tags of its language editions; the first owns the structure.</summary>
    public IReadOnlyList<string> Languages
    {
        get
        {
            if (_languages is null)
            {
                using var p = _handle.Use(this);
                var tags = new List<string>();
                while (Utf8.Read(Native.acm_playbook_language(p.Pointer, (nuint)tags.Count)) is { } tag)
                {
                    tags.Add(tag);
                }
                _languages = tags.AsReadOnly();
            }
            return _languages;
        }
    }

    /// <summary>Where its cases differ from CMMN 1.1.</summary>
    public Semantics Semantics
    {
        get
        {
            using var p = _handle.Use(this);
            return Native.acm_playbook_semantics(p.Pointer);
        }
    }

    /// <summary>
    /// The revision, such as "sha256:9f86...": equal for playbooks that say the same, wherever on their pages.
    /// </summary>
    public string Revision
    {
        get
        {
            byte* text = stackalloc byte[(int)Native.ACM_REVISION_SIZE];
            using var p = _handle.Use(this);
            Failure.Ready(out acm_error error);
            Failure.Check(Native.acm_playbook_revision(p.Pointer, text, Native.ACM_REVISION_SIZE, &error), ref error);
            return Utf8.Read(text)!;
        }
    }

    private PlaybookLists Lists => _lists ??= new PlaybookLists(this);

    /// <summary>The item with a key such as "stem/4047", or with a task number while only one item bears it.</summary>
    /// <exception cref="AcmNotFoundException">Nothing has that key, several items bear the number, or it is the key of
    /// something else.</exception>
    public Item this[string key] => GetItem(FindId(key));

    /// <summary>The id of an item, condition or term by key.</summary>
    public uint FindId(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var p = _handle.Use(this);
        return Find(p.Pointer, key);
    }

    /// <summary>The id of an item, condition or term by key in UTF-8, such as <c>"5001"u8</c>.</summary>
    public uint FindId(ReadOnlySpan<byte> key)
    {
        uint id;
        using var p = _handle.Use(this);
        Failure.Ready(out acm_error error);
        fixed (byte* at = &Bytes.First(key))
        {
            Failure.Check(Native.acm_playbook_find(p.Pointer, at, (nuint)key.Length, &id, &error),
                ref error);
        }
        return id;
    }

    /// <summary>The item with that key or number; null if nothing has it, or something that is no item.</summary>
    /// <exception cref="AcmNotFoundException">Several items bear the number.</exception>
    public Item? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        uint id;
        Status status;
        using var text = new Utf8(key, stackalloc byte[Utf8.Short]);
        Failure.Ready(out acm_error error);
        using (var p = _handle.Use(this))
        {
            status = Native.acm_playbook_find(p.Pointer, text.At, text.Length, &id, &error);
        }
        if (status != Status.NotFound)
        {
            Failure.Check(status, ref error);
        }
        return id - 1 < (uint)Items.Count ? Items[(int)(id - 1)] : null;
    }

    /// <summary>The item with an id.</summary>
    public Item GetItem(uint id)
    {
        IReadOnlyList<Item> items = Items;
        return id - 1 < (uint)items.Count ? items[(int)(id - 1)] : throw NoSuch(id, "item");
    }

    /// <summary>The condition with a key.</summary>
    public Condition GetCondition(string key) => GetCondition(FindId(key));

    /// <summary>The condition with an id.</summary>
    public Condition GetCondition(uint id)
    {
        foreach (Condition condition in Conditions)
        {
            if (condition.Id == id)
            {
                return condition;
            }
        }
        throw NoSuch(id, "condition");
    }

    /// <summary>All terms of a kind.</summary>
    public IReadOnlyList<Term> GetTerms(TermKind kind)
    {
        using var p = _handle.Use(this);
        nint at = p.Pointer;
        uint[] ids = PlaybookLists.All<uint>((to, room, count) =>
            Native.acm_playbook_terms(at, kind, to, room, count));
        return Array.AsReadOnly(Array.ConvertAll(ids, id => new Term(this, kind, id)));
    }

    /// <summary>A role, service, motion or phase by name in any language, by key, or as a page calls it.</summary>
    /// <exception cref="AcmNotFoundException">There is none.</exception>
    public Term GetTerm(TermKind kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        uint id;
        using var text = new Utf8(name, stackalloc byte[Utf8.Short]);
        using var p = _handle.Use(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_playbook_term(p.Pointer, kind, text.At, text.Length, &id, &error), ref error);
        return new Term(this, kind, id);
    }

    /// <summary>All task numbers with the items that bear them.</summary>
    public IReadOnlyList<(long Number, Item Item)> GetNumbers()
    {
        using var p = _handle.Use(this);
        nint at = p.Pointer;
        acm_numbered[] records = PlaybookLists.All<acm_numbered>((to, room, count) =>
            Native.acm_playbook_numbers(at, to, (nuint)sizeof(acm_numbered), room, count));
        return Array.AsReadOnly(Array.ConvertAll(records, r => (r.number, GetItem(r.item))));
    }

    /// <summary>A text of an item, condition or term; null if there is none.</summary>
    /// <param name="id">Whose text.</param>
    /// <param name="field">Which.</param>
    /// <param name="language">A tag; null, or one that lacks the text, gives the first language.</param>
    public string? GetText(uint id, TextField field = TextField.Name, string? language = null) =>
        GetText(id, field, language, out _);

    /// <summary>A text, and the tag of the language that it is really in.</summary>
    public string? GetText(uint id, TextField field, string? language, out string? used)
    {
        nuint length;
        byte* tag;
        using var asked = new Utf8(language, stackalloc byte[Utf8.Short]);
        using var p = _handle.Use(this);
        string? text = Utf8.Read(Native.acm_playbook_text(p.Pointer, id, field, asked.At, &tag, &length), length);
        used = Utf8.Read(tag);
        return text;
    }

    /// <summary>Copies a text as UTF-8, without making a string.</summary>
    /// <returns>False if there is no such text or it does not fit.</returns>
    public bool TryGetText(uint id, TextField field, Span<byte> utf8, out int written)
    {
        nuint length;
        using var p = _handle.Use(this);
        byte* text = Native.acm_playbook_text(p.Pointer, id, field, null, null, &length);
        return Utf8.TryCopy(text, length, utf8, out written);
    }

    /// <summary>The key of an item, condition or term; null for an id that is not known.</summary>
    public string? GetKey(uint id)
    {
        nuint length;
        using var p = _handle.Use(this);
        return Utf8.Read(Native.acm_playbook_key(p.Pointer, id, &length), length);
    }

    /// <summary>Copies a key as UTF-8, without making a string.</summary>
    public bool TryGetKey(uint id, Span<byte> utf8, out int written)
    {
        nuint length;
        using var p = _handle.Use(this);
        byte* key = Native.acm_playbook_key(p.Pointer, id, &length);
        return Utf8.TryCopy(key, length, utf8, out written);
    }

    /// <summary>What an item or condition is told beyond its flags; null if it is not told so.</summary>
    public string? GetControl(uint id, Control control)
    {
        nuint length;
        using var p = _handle.Use(this);
        return Utf8.Read(Native.acm_playbook_control(p.Pointer, id, control, &length), length);
    }

    /// <summary>The name of the root.</summary>
    public override string ToString() => Root.Name;

    /// <summary>Gives the playbook back; cases that run it go on.</summary>
    public void Dispose()
    {
        _handle.Dispose();
        Findings.Dispose();
    }

    internal SharedHandle.Lease Use() => _handle.Use(this);

    internal ReadOnlySpan<acm_ref> RefsOf(uint item) => Lists.Refs(item);

    internal static uint Find(nint playbook, string key)
    {
        uint id;
        using var text = new Utf8(key, stackalloc byte[Utf8.Short]);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_playbook_find(playbook, text.At, text.Length, &id, &error), ref error);
        return id;
    }

    private AcmException NoSuch(uint id, string kind) =>
        Failure.NotFound(GetKey(id) is { } key ? $"{key} is no {kind}" : $"nothing has the id {id}");
}
