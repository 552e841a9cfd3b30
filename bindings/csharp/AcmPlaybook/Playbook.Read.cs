namespace AcmPlaybook;

public sealed unsafe partial class Playbook
{
    /// <summary>
    /// Reads what a path names: a folder of pages, a playbook as JSON (".json"), a case model as CMMN (".cmmn",
    /// ".xml"), else a page.
    /// </summary>
    /// <exception cref="AcmException">It cannot be read; <see cref="AcmException.Line"/> and
    /// <see cref="AcmException.Path"/> say where.</exception>
    public static Playbook Read(string path, ReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            return ReadFolder(path, options);
        }
        byte[] bytes = File.ReadAllBytes(path);
        options = (options ?? ReadOptions.Default) with { File = options?.File ?? path.Replace('\\', '/') };
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => ReadJson(bytes, options),
            ".cmmn" or ".xml" => ReadCmmn(bytes, options),
            _ => ReadPage(bytes, options),
        };
    }

    /// <summary>
    /// Reads a page of Markdown. Its faults are <see cref="Findings"/>; all that can be read is read.
    /// </summary>
    public static Playbook ReadPage(ReadOnlySpan<byte> utf8, ReadOptions? options = null)
    {
        options ??= ReadOptions.Default;
        using var file = new Utf8(options.File, stackalloc byte[Utf8.Short]);
        using var language = new Utf8(options.Language, stackalloc byte[Utf8.Short]);
        acm_page_options o;
        acm_mapping_options mapping;
        nint playbook, findings;
        Native.acm_page_options_init(&o);
        options.Fill(&mapping);
        o.file = file.At;
        o.language = language.At;
        o.mapping = &mapping;
        o.max_bytes = ReadOptions.Limit(options.MaxBytes, nameof(options.MaxBytes));
        Failure.Ready(out acm_error error);
        fixed (byte* at = &Bytes.First(utf8))
        {
            Failure.Check(Native.acm_playbook_read_page(at, (nuint)utf8.Length, &o, &playbook,
                &findings, &error), ref error, options.File);
        }
        return Made(playbook, findings);
    }

    /// <summary>Reads a page of Markdown from a string.</summary>
    public static Playbook ReadPage(string markdown, ReadOptions? options = null) =>
        ReadPage(Utf8.Bytes(markdown), options);

    /// <summary>Reads a playbook from its JSON.</summary>
    public static Playbook ReadJson(ReadOnlySpan<byte> utf8, ReadOptions? options = null)
    {
        options ??= ReadOptions.Default;
        acm_json_options o;
        nint playbook;
        Native.acm_json_options_init(&o);
        o.max_bytes = ReadOptions.Limit(options.MaxBytes, nameof(options.MaxBytes));
        o.max_depth = ReadOptions.Limit(options.MaxDepth, nameof(options.MaxDepth));
        Failure.Ready(out acm_error error);
        fixed (byte* at = &Bytes.First(utf8))
        {
            Failure.Check(Native.acm_playbook_read_json(at, (nuint)utf8.Length, &o, &playbook,
                &error), ref error, options.File);
        }
        return Made(playbook, 0);
    }

    /// <summary>Reads a playbook from its JSON, as <see cref="ToJson"/> gives it.</summary>
    public static Playbook ReadJson(string json, ReadOptions? options = null) => ReadJson(Utf8.Bytes(json), options);

    /// <summary>Reads a case model as CMMN 1.1 or 1.0. What is not carried over is <see cref="Findings"/>.</summary>
    public static Playbook ReadCmmn(ReadOnlySpan<byte> xml, ReadOptions? options = null)
    {
        options ??= ReadOptions.Default;
        using var file = new Utf8(options.File, stackalloc byte[Utf8.Short]);
        using var language = new Utf8(options.Language, stackalloc byte[Utf8.Short]);
        using var which = new Utf8(options.Case, stackalloc byte[Utf8.Short]);
        acm_cmmn_options o;
        nint playbook, findings;
        Native.acm_cmmn_options_init(&o);
        o.file = file.At;
        o.language = language.At;
        o.case_id = which.At;
        o.semantics = options.Semantics;
        o.max_bytes = ReadOptions.Limit(options.MaxBytes, nameof(options.MaxBytes));
        o.max_depth = ReadOptions.Limit(options.MaxDepth, nameof(options.MaxDepth));
        Failure.Ready(out acm_error error);
        fixed (byte* at = &Bytes.First(xml))
        {
            Failure.Check(Native.acm_playbook_read_cmmn(at, (nuint)xml.Length, &o, &playbook,
                &findings, &error), ref error, options.File);
        }
        return Made(playbook, findings);
    }

    /// <summary>Reads a case model from a string, whatever encoding it says.</summary>
    public static Playbook ReadCmmn(string xml, ReadOptions? options = null) => ReadCmmn(Utf8.Bytes(xml), options);

    /// <summary>
    /// Reads all pages below a folder, in any number of languages, as one playbook: English first, then by name; what
    /// begins with a dot is passed over.
    /// </summary>
    public static Playbook ReadFolder(string folder, ReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return ReadPages(from path in Walk(folder)
                         select new SourceFile(Path.GetRelativePath(folder, path).Replace('\\', '/'),
                             File.ReadAllBytes(path)),
            options);

        static IEnumerable<string> Walk(string folder) => new DirectoryInfo(folder).EnumerateFileSystemInfos()
            .Where(entry => entry.Name[0] != '.')
            .OrderByDescending(entry => entry.Name.Equals("en", StringComparison.OrdinalIgnoreCase))
            .ThenBy(entry => entry.Name, StringComparer.Ordinal)
            .SelectMany(entry => entry is DirectoryInfo ? entry.LinkTarget is null ? Walk(entry.FullName) : []
                : IsWanted(entry) ? [entry.FullName] : Enumerable.Empty<string>());

        static bool IsWanted(FileSystemInfo file) =>
            file.Extension is ".md" or ".markdown" or ".yml" or ".yaml" || file.Name == "overlay.json";
    }

    /// <summary>Reads files that come from anywhere as one playbook: an archive, a database, memory.</summary>
    public static Playbook ReadPages(IEnumerable<SourceFile> files, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        options ??= ReadOptions.Default;
        using var language = new Utf8(options.Language, stackalloc byte[Utf8.Short]);
        using var name = new Utf8(options.Name, stackalloc byte[Utf8.Short]);
        using var overlay = new Utf8(options.Overlay, stackalloc byte[Utf8.Short]);
        using var source = new Source(files);
        acm_folder_options o;
        acm_mapping_options mapping;
        acm_source s;
        nint playbook, findings;
        Native.acm_folder_options_init(&o);
        options.Fill(&mapping);
        o.language = language.At;
        o.name = name.At;
        o.mapping = &mapping;
        o.overlay = overlay.At;
        o.overlay_len = overlay.Length;
        o.max_bytes = ReadOptions.Limit(options.MaxBytes, nameof(options.MaxBytes));
        Native.acm_source_init(&s);
        s.user = source.User;
        s.next = Source.Pointer;
        Failure.Ready(out acm_error error);
        source.Check(Native.acm_playbook_read_pages(&s, &o, &playbook, &findings, &error), ref error);
        return Made(playbook, findings);
    }

    private static Playbook Made(nint playbook, nint findings)
    {
        var handle = new PlaybookHandle(playbook); // owned before anything can fail
        return new Playbook(handle, findings == 0 ? Findings.None : new Findings(findings));
    }
}
