namespace AcmPlaybook;

/// <summary>
/// A playbook in the making. The ids that it hands out are its own: the finished playbook numbers its items anew, and
/// is asked by key. A call that fails leaves the builder as it was.
/// </summary>
public sealed unsafe class Builder : IDisposable
{
    private readonly BuilderHandle _handle;

    /// <summary>Starts a playbook with a root stage.</summary>
    /// <param name="name">Of the root; null = none.</param>
    /// <param name="language">Tag of the first edition; null = "en".</param>
    public Builder(string? name = null, string? language = null)
    {
        nint builder;
        uint root;
        using var n = new Utf8(name, stackalloc byte[Utf8.Short], nameof(name));
        using var l = new Utf8(language, stackalloc byte[Utf8.Short], nameof(language));
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_new(null, l.At, n.At, &builder, &root, &error), ref error);
        _handle = new BuilderHandle(builder);
        Root = root;
    }

    /// <summary>The id of the root stage.</summary>
    public uint Root { get; }

    /// <summary>Adds an item as the last child of a stage.</summary>
    /// <returns>Its id.</returns>
    public uint Add(uint parent, ItemKind kind, string key, string? name = null, ItemFlags flags = ItemFlags.None,
        long number = -1)
    {
        ArgumentNullException.ThrowIfNull(key);
        uint item;
        using var k = new Utf8(key, stackalloc byte[Utf8.Short], nameof(key));
        using var n = new Utf8(name, stackalloc byte[Utf8.Short], nameof(name));
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_add(_handle.Pointer, parent, kind, flags, k.At, n.At, number, &item, &error),
            ref error);
        return item;
    }

    /// <summary>Replaces the flags of an item.</summary>
    public void SetFlags(uint item, ItemFlags flags) => Flags(item, (uint)flags);

    /// <summary>Replaces the flags of a condition.</summary>
    public void SetFlags(uint condition, ConditionFlags flags) => Flags(condition, (uint)flags);

    /// <summary>Tells an item or condition more than flags can say; null takes it back.</summary>
    public void SetControl(uint id, Control control, string? text)
    {
        using var t = new Utf8(text, stackalloc byte[Utf8.Short]);
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_control(_handle.Pointer, id, control, t.At, &error), ref error);
    }

    /// <summary>Says what an item is to the author, and where on the page it stands.</summary>
    public void SetPlace(uint item, ItemPart part, int line = 0, int column = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(line);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_place(_handle.Pointer, item, part, (uint)line, (uint)column, &error),
            ref error);
    }

    /// <summary>Adds a criterion to an item; several are alternatives.</summary>
    /// <returns>Its id.</returns>
    public uint AddCriterion(uint item, CriterionKind kind, string? expression = null,
        CriterionFlags flags = CriterionFlags.None)
    {
        uint criterion;
        using var e = new Utf8(expression, stackalloc byte[Utf8.Short]);
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_criterion(_handle.Pointer, item, kind, flags, e.At, &criterion, &error),
            ref error);
        return criterion;
    }

    /// <summary>Adds to a criterion the event of another item that it waits for.</summary>
    public void AddOnPart(uint criterion, uint source, Transition transition)
    {
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_on_part(_handle.Pointer, criterion, source, transition, &error), ref error);
    }

    /// <summary>Adds to a criterion that an item leaves by one of its exit criteria.</summary>
    public void AddOnExit(uint criterion, uint exitCriterion)
    {
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_on_exit(_handle.Pointer, criterion, exitCriterion, &error), ref error);
    }

    /// <summary>Says where cases differ from CMMN 1.1.</summary>
    public void SetSemantics(Semantics semantics)
    {
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_semantics(_handle.Pointer, semantics, &error), ref error);
    }

    /// <summary>Adds a condition that an item carries.</summary>
    /// <param name="item">Who carries it.</param>
    /// <param name="kind">Input or outcome.</param>
    /// <param name="key">Unique in the playbook.</param>
    /// <param name="statement">What must hold, in the first language.</param>
    /// <param name="criterion">What it feeds; 0 = it blocks nothing.</param>
    /// <param name="flags">How it behaves.</param>
    /// <returns>Its id.</returns>
    public uint AddCondition(uint item, ConditionKind kind, string key, string statement, uint criterion = 0,
        ConditionFlags flags = ConditionFlags.None)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(statement);
        uint condition;
        using var k = new Utf8(key, stackalloc byte[Utf8.Short], nameof(key));
        using var s = new Utf8(statement, stackalloc byte[Utf8.Short], nameof(statement));
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_condition(_handle.Pointer, item, criterion, kind, flags, k.At, s.At,
            &condition, &error), ref error);
        return condition;
    }

    /// <summary>
    /// Finds or adds a term; a name of the built-in vocabulary, in any language, gives its canonical term.
    /// </summary>
    /// <returns>Its id.</returns>
    public uint GetOrAddTerm(TermKind kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        uint term;
        using var n = new Utf8(name, stackalloc byte[Utf8.Short], nameof(name));
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_term(_handle.Pointer, kind, n.At, &term, &error), ref error);
        return term;
    }

    /// <summary>Makes an item refer to a term, for <see cref="RefKind.Next"/> to an item.</summary>
    public void AddRef(uint item, RefKind kind, uint target)
    {
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_ref(_handle.Pointer, item, kind, target, &error), ref error);
    }

    /// <summary>Sets a text of an item, condition or term; a new language opens a new edition.</summary>
    public void SetText(uint id, TextField field, string text, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var t = new Utf8(text, stackalloc byte[Utf8.Short], nameof(text));
        using var l = new Utf8(language, stackalloc byte[Utf8.Short], nameof(language));
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_text(_handle.Pointer, id, field, l.At, t.At, t.Length, &error), ref error);
    }

    /// <summary>Applies an overlay: JSON that makes executable what pages say in prose.</summary>
    public void ApplyOverlay(string json, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        using var j = new Utf8(json, stackalloc byte[Utf8.Short], nameof(json));
        using var f = new Utf8(file, stackalloc byte[Utf8.Short], nameof(file));
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_overlay(_handle.Pointer, j.At, j.Length, f.At, &error), ref error);
    }

    /// <summary>Checks the whole and makes the playbook. The builder may go on.</summary>
    public Playbook Finish()
    {
        nint playbook;
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_finish(_handle.Pointer, &playbook, &error), ref error);
        return new Playbook(new PlaybookHandle(playbook), Findings.None);
    }

    /// <summary>Frees the builder; what it made stays.</summary>
    public void Dispose() => _handle.Dispose();

    private void Flags(uint id, uint flags)
    {
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_builder_flags(_handle.Pointer, id, flags, &error), ref error);
    }
}
