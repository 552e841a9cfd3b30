namespace AcmPlaybook;

/// <summary>A statement that a person confirms: an input, before its item can begin, or an outcome.</summary>
public readonly record struct Condition
{
    private readonly acm_condition _record;

    internal Condition(Playbook playbook, in acm_condition record) => (Owner, _record) = (playbook, record);

    /// <summary>The playbook that it is of.</summary>
    public Playbook Playbook => Owner ?? throw Failure.IsDefault();

    /// <summary>What names it; items and conditions share their ids.</summary>
    public uint Id => _record.id;

    /// <summary>Its key, such as "stem/in-1".</summary>
    public string Key => Playbook.GetKey(Id) ?? "";

    /// <summary>What must hold, in the first language.</summary>
    public string Statement => Playbook.GetText(Id) ?? Key;

    /// <summary>Input or outcome.</summary>
    public ConditionKind Kind => _record.kind;

    /// <summary>How it behaves.</summary>
    public ConditionFlags Flags => _record.flags;

    /// <summary>Whether it can be confirmed but does not block.</summary>
    public bool IsOptional => (_record.flags & ConditionFlags.Optional) != 0;

    /// <summary>The item that carries it.</summary>
    public Item Item => Playbook.GetItem(_record.item);

    /// <summary>The item whose criterion it feeds; null if it blocks nothing.</summary>
    public Item? Gates => _record.gates == 0 ? null : Playbook.GetItem(_record.gates);

    /// <summary>1-based line on its page, 0 if it has none.</summary>
    public int Line => (int)_record.line;

    /// <summary>1-based column in code points, 0 if it has none.</summary>
    public int Column => (int)_record.column;

    internal Playbook? Owner { get; }

    internal uint ItemId => _record.item;

    /// <summary>A text of it, or null.</summary>
    public string? GetText(TextField field, string? language = null) => Playbook.GetText(Id, field, language);

    /// <summary>What it is told beyond its flags, or null.</summary>
    public string? GetControl(Control control) => Playbook.GetControl(Id, control);

    /// <summary>Where it stands in a language edition; null if it does not.</summary>
    public Place? PlaceIn(int edition) => Place.Of(Playbook, Id, edition);

    /// <summary>Whether both are the same condition of the same playbook.</summary>
    public bool Equals(Condition other) => Id == other.Id && ReferenceEquals(Owner, other.Owner);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Owner, Id);

    /// <summary>Its key and statement.</summary>
    public override string ToString() => Id == 0 ? "none" : $"{Key}: {Statement}";
}

/// <summary>A role, service, motion or phase of a playbook.</summary>
/// <param name="Playbook">The playbook that knows it.</param>
/// <param name="Kind">Which of these it is.</param>
/// <param name="Id">What names it; terms share their ids with items.</param>
public readonly record struct Term(Playbook Playbook, TermKind Kind, uint Id)
{
    private readonly Playbook? _playbook = Playbook;

    /// <summary>The playbook that knows it.</summary>
    public Playbook Playbook => _playbook ?? throw Failure.IsDefault();

    /// <summary>Its key, such as "role:fasttrack_manager".</summary>
    public string Key => Playbook.GetKey(Id) ?? "";

    /// <summary>Its name in the first language.</summary>
    public string Name => Playbook.GetText(Id) ?? Key;

    /// <summary>Its name in a language.</summary>
    public string NameIn(string language) => Playbook.GetText(Id, TextField.Name, language) ?? Key;

    /// <summary>Its name.</summary>
    public override string ToString() => Id == 0 ? "none" : Name;
}

/// <summary>Where something stands in a language edition.</summary>
/// <param name="Page">The page; null if it stands on none.</param>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based, in code points.</param>
public readonly record struct Place(Page? Page, int Line, int Column)
{
    internal static unsafe Place? Of(Playbook playbook, uint id, int edition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(edition);
        acm_place place;
        Status status;
        using (var p = playbook.Use())
        {
            status = Native.acm_playbook_place(p.Pointer, id, (nuint)edition, &place, (nuint)sizeof(acm_place));
        }
        if (status == Status.NotFound)
        {
            return null;
        }
        Failure.Check(status, nameof(Place));
        return new Place(place.page < playbook.Pages.Count ? playbook.Pages[(int)place.page] : null, (int)place.line,
            (int)place.column);
    }
}

/// <summary>A page of a playbook: the description of a process, or a document.</summary>
public readonly record struct Page
{
    private readonly Playbook? _owner;
    private readonly acm_page _record;

    internal Page(Playbook playbook, int index, in acm_page record) =>
        (_owner, Index, _record) = (playbook, index, record);

    /// <summary>The playbook that it is of.</summary>
    public Playbook Playbook => _owner ?? throw Failure.IsDefault();

    /// <summary>Its place in <see cref="Playbook.Pages"/>.</summary>
    public int Index { get; }

    /// <summary>The tag of the edition that it belongs to.</summary>
    public string Language => Playbook.Languages[(int)_record.edition];

    /// <summary>The process that it describes; null for a document.</summary>
    public Item? Item => _record.item == 0 ? null : Playbook.GetItem(_record.item);

    /// <summary>The page that it translates, else itself; null if it aligns with none.</summary>
    public Page? Base => _record.@base == uint.MaxValue ? null : Playbook.Pages[(int)_record.@base];

    /// <summary>Its path as its source called it.</summary>
    public string Path => GetText(PageField.Path) ?? "";

    /// <summary>Its title.</summary>
    public string? Title => GetText(PageField.Title);

    /// <summary>A text of it, or null.</summary>
    public unsafe string? GetText(PageField field)
    {
        nuint length;
        using var p = Playbook.Use();
        return Utf8.Read(Native.acm_playbook_page_text(p.Pointer, (nuint)Index, field, &length), length);
    }

    /// <summary>A value of its front matter, such as that of "ms.date"; or null.</summary>
    public unsafe string? GetValue(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        nuint length;
        using var text = new Utf8(key, stackalloc byte[Utf8.Short]);
        using var p = Playbook.Use();
        return Utf8.Read(Native.acm_playbook_page_value(p.Pointer, (nuint)Index, text.At, &length), length);
    }

    /// <summary>Whether both are the same page of the same playbook.</summary>
    public bool Equals(Page other) => Index == other.Index && ReferenceEquals(_owner, other._owner);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_owner, Index);

    /// <summary>Its path.</summary>
    public override string ToString() => _owner is null ? "none" : Path;
}
