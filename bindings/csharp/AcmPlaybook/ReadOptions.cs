namespace AcmPlaybook;

/// <summary>How pages, folders and models are read. What does not fit what is read is not looked at.</summary>
public sealed record ReadOptions
{
    /// <summary>The defaults.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>What the page or model is called; a page's file gives the stem of all keys.</summary>
    public string? File { get; init; }

    /// <summary>
    /// Of a page or model its language, of a folder the one that owns the structure; null = what they say.
    /// </summary>
    public string? Language { get; init; }

    /// <summary>
    /// Of a folder: what the playbook is called; null = the title of "index", else of the first page.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Of a folder: JSON instead of its own overlay.json; null = its own.</summary>
    public string? Overlay { get; init; }

    /// <summary>Of a model: which of its cases; null = the only one.</summary>
    public string? Case { get; init; }

    /// <summary>Of a model: where its cases differ from CMMN 1.1, beside what it says itself.</summary>
    public Semantics Semantics { get; init; }

    /// <summary>Bytes that a file may have; 0 = 64 MiB.</summary>
    public int MaxBytes { get; init; }

    /// <summary>Of JSON and models: how deep lists or elements may be in each other; 0 = 64 and 256.</summary>
    public int MaxDepth { get; init; }

    /// <summary>Of pages: whether stages complete as soon as nothing required is open.</summary>
    public bool AutoComplete { get; init; }

    /// <summary>Of pages: what waits for what beyond what they say.</summary>
    public Ordering Ordering { get; init; }

    /// <summary>Of pages: what a step without tasks becomes.</summary>
    public BareSteps BareSteps { get; init; }

    internal unsafe void Fill(acm_mapping_options* mapping)
    {
        Native.acm_mapping_options_init(mapping);
        mapping->auto_complete = AutoComplete ? 1 : 0;
        mapping->ordering = Ordering;
        mapping->bare_steps = BareSteps;
    }

    internal static uint Limit(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        return (uint)value;
    }
}

/// <summary>One file of a folder, from wherever it comes.</summary>
/// <param name="Path">Relative to the folder, with '/', such as "en/assess-mail.md".</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="Language">A tag; null = its folder's name if it is one, else by its headings.</param>
public readonly record struct SourceFile(string Path, ReadOnlyMemory<byte> Bytes, string? Language = null);
