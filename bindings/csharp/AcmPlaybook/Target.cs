namespace AcmPlaybook;

/// <summary>
/// What a command or question is about: an item or condition by its key or number ("stem/4047", "4047"), by its view,
/// or one instance of it; the default value is the case.
/// </summary>
public readonly record struct Target
{
    private readonly string? _key;
    private readonly Playbook? _playbook;
    private readonly uint _id;

    private Target(string? key, Playbook? playbook, uint id, uint instance) =>
        (_key, _playbook, _id, Instance) = (key, playbook, id, instance);

    /// <summary>Which instance; 0 = the one that it can mean.</summary>
    public uint Instance { get; }

    /// <summary>An item or condition by id.</summary>
    public static Target Of(uint id, uint instance = 0) => Known(null, id, instance);

    /// <summary>The same item or condition, in one of its instances.</summary>
    public Target At(uint instance) => new(_key, _playbook, _id, instance);

    /// <summary>By key, or by a task number that one item bears.</summary>
    public static implicit operator Target(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new Target(key, null, 0, 0);
    }

    /// <summary>An item.</summary>
    public static implicit operator Target(Item item) => Known(item.Owner, item.Id, 0);

    /// <summary>A condition.</summary>
    public static implicit operator Target(Condition condition) => Known(condition.Owner, condition.Id, 0);

    /// <summary>The instance of a row of the board.</summary>
    public static implicit operator Target(BoardRow row) => Known(null, row.Item, row.Instance);

    /// <summary>What it names.</summary>
    public override string ToString() =>
        (_key ?? _playbook?.GetKey(_id) ?? (_id == 0 ? "case" : $"{_id}")) + (Instance == 0 ? "" : $"#{Instance}");

    /// <summary>
    /// Its id, 0 for the case. An item of another playbook is refused: its id would name something else.
    /// </summary>
    internal uint Resolve(Playbook? playbook, nint pointer)
    {
        if (_playbook is not null && playbook is not null && !ReferenceEquals(_playbook, playbook))
        {
            throw new ArgumentException("It is of another playbook than the case", "target");
        }
        return _key is null ? _id : Playbook.Find(pointer, _key);
    }

    /// <summary>What a search did not find is the default of a view, and must not mean the case.</summary>
    private static Target Known(Playbook? playbook, uint id, uint instance) => id != 0
        ? new Target(null, playbook, id, instance)
        : throw new ArgumentException("It is the default value, and names nothing", "target");
}
