namespace AcmPlaybook;

/// <summary>
/// An item of a playbook: a stage, task, milestone or listener. A view: texts are read when asked for.
/// </summary>
public readonly record struct Item
{
    private readonly acm_item _record;

    internal Item(Playbook playbook, in acm_item record) => (Owner, _record) = (playbook, record);

    /// <summary>The playbook that it is of.</summary>
    public Playbook Playbook => Owner ?? throw Failure.IsDefault();

    internal Playbook? Owner { get; }

    /// <summary>What names it in commands and events; 1 is the root, in document order.</summary>
    public uint Id => _record.id;

    /// <summary>Whether this is the default value, and no item.</summary>
    public bool IsNone => _record.id == 0;

    /// <summary>What it is to the state machine.</summary>
    public ItemKind Kind => _record.kind;

    /// <summary>What it is to the author of the playbook.</summary>
    public ItemPart Part => _record.part;

    /// <summary>How it behaves.</summary>
    public ItemFlags Flags => _record.flags;

    /// <summary>Whether its stage cannot complete before it is finished.</summary>
    public bool IsRequired => (_record.flags & ItemFlags.Required) != 0;

    /// <summary>How many stages are around it.</summary>
    public int Depth => (int)_record.depth;

    /// <summary>The number of a task, or null.</summary>
    public long? Number => _record.number < 0 ? null : _record.number;

    /// <summary>1-based line on its page, 0 if it has none.</summary>
    public int Line => (int)_record.line;

    /// <summary>1-based column in code points, 0 if it has none.</summary>
    public int Column => (int)_record.column;

    /// <summary>Its key, such as "stem/4047".</summary>
    public string Key => Playbook.GetKey(Id) ?? "";

    /// <summary>Its name in the first language.</summary>
    public string Name => Playbook.GetText(Id) ?? Key;

    /// <summary>The stage it is in; null for the root.</summary>
    public Item? Parent => _record.parent == 0 ? null : Playbook.GetItem(_record.parent);

    /// <summary>The items directly in it.</summary>
    public IReadOnlyList<Item> Children
    {
        get
        {
            IReadOnlyList<Item> all = Playbook.Items;
            var found = new List<Item>();
            for (int i = (int)Id; i < all.Count && all[i].Depth > Depth; i++)
            {
                if (all[i]._record.parent == Id)
                {
                    found.Add(all[i]);
                }
            }
            return found;
        }
    }

    /// <summary>The conditions that it carries.</summary>
    public IReadOnlyList<Condition> Conditions
    {
        get
        {
            uint id = Id;
            return [.. Playbook.Conditions.Where(c => c.ItemId == id)];
        }
    }

    /// <summary>The roles that may do it.</summary>
    public IReadOnlyList<Term> Performers => GetRefs(RefKind.Performer);

    /// <summary>The roles that may confirm its conditions and close it by hand.</summary>
    public IReadOnlyList<Term> Owners => GetRefs(RefKind.Owner);

    /// <summary>The services that bring it into scope; none means every scope.</summary>
    public IReadOnlyList<Term> Services => GetRefs(RefKind.Service);

    /// <summary>The processes that may follow: advice, never a gate.</summary>
    public IReadOnlyList<Item> Next => Targets(RefKind.Next, static (playbook, id) => playbook.GetItem(id));

    /// <summary>Its name in a language.</summary>
    public string NameIn(string language) => Playbook.GetText(Id, TextField.Name, language) ?? Key;

    /// <summary>A text of it, or null.</summary>
    public string? GetText(TextField field, string? language = null) => Playbook.GetText(Id, field, language);

    /// <summary>What it is told beyond its flags, or null.</summary>
    public string? GetControl(Control control) => Playbook.GetControl(Id, control);

    /// <summary>The roles, services or motions that it refers to in one way.</summary>
    public IReadOnlyList<Term> GetRefs(RefKind kind)
    {
        TermKind of = kind switch
        {
            RefKind.Service => TermKind.Service,
            RefKind.Motion => TermKind.Motion,
            RefKind.Next => throw new ArgumentOutOfRangeException(nameof(kind), "Next names items: ask Next"),
            _ => TermKind.Role,
        };
        return Targets(kind, (playbook, id) => new Term(playbook, of, id));
    }

    /// <summary>When it should be done: so long after its start, or at a time; both null if nothing says.</summary>
    public unsafe (TimeSpan? AfterStart, DateTimeOffset? At) Due
    {
        get
        {
            long milliseconds;
            using var p = Playbook.Use();
            return Native.acm_playbook_due(p.Pointer, Id, &milliseconds) switch
            {
                DueKind.AfterStart => (TimeSpan.FromMilliseconds(milliseconds), null),
                DueKind.At => (null, Moment.From(milliseconds)),
                _ => (null, null),
            };
        }
    }

    /// <summary>Where it stands in a language edition; null if it does not.</summary>
    public Place? PlaceIn(int edition) => Place.Of(Playbook, Id, edition);

    /// <summary>Whether both are the same item of the same playbook.</summary>
    public bool Equals(Item other) => Id == other.Id && ReferenceEquals(Owner, other.Owner);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Owner, Id);

    /// <summary>Its key and name.</summary>
    public override string ToString() => IsNone ? "none" : $"{Key}: {Name}";

    private IReadOnlyList<T> Targets<T>(RefKind kind, Func<Playbook, uint, T> make)
    {
        var found = new List<T>();
        foreach (ref readonly acm_ref r in Playbook.RefsOf(Id))
        {
            if (r.kind == kind)
            {
                found.Add(make(Playbook, r.target));
            }
        }
        return found;
    }
}
