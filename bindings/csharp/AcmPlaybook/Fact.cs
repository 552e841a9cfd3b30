using System.Globalization;

namespace AcmPlaybook;

/// <summary>
/// The value of a fact: a text, a number, a truth value, a time, a set of texts, or null (the default).
/// </summary>
public readonly record struct Fact
{
    private readonly string? _text;
    private readonly long _integer;
    private readonly double _real;

    private Fact(ValueKind kind, string? text, long integer, double real) =>
        (Kind, _text, _integer, _real) = (kind, text, integer, real);

    /// <summary>What type it is of.</summary>
    public ValueKind Kind { get; }

    /// <summary>A set: in any order, none of the texts empty, each on one line.</summary>
    public static Fact Set(params IEnumerable<string> texts) =>
        new(ValueKind.Set, Utf8.Join('\n', texts, nameof(texts)), 0, 0);

    /// <summary>A truth value.</summary>
    public static implicit operator Fact(bool value) => new(ValueKind.Boolean, null, value ? 1 : 0, 0);

    /// <summary>A whole number.</summary>
    public static implicit operator Fact(long value) => new(ValueKind.Integer, null, value, 0);

    /// <summary>A number, finite.</summary>
    public static implicit operator Fact(double value) => new(ValueKind.Double, null, 0, value);

    /// <summary>A text, or null.</summary>
    public static implicit operator Fact(string? value) => value is null ? default : new(ValueKind.String, value, 0, 0);

    /// <summary>A time.</summary>
    public static implicit operator Fact(DateTimeOffset value) => new(ValueKind.Time, null, Moment.To(value), 0);

    /// <summary>The value as expressions write it, but for quotes.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Boolean => _integer == 0 ? "false" : "true",
        ValueKind.Integer => _integer.ToString(CultureInfo.InvariantCulture),
        ValueKind.Double => _real.ToString(CultureInfo.InvariantCulture),
        ValueKind.Time => Moment.From(_integer).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        ValueKind.String => _text!,
        ValueKind.Set => $"{{{_text!.Replace("\n", ", ")}}}",
        _ => "null",
    };

    internal void Put(ref Command command, List<byte> block)
    {
        (command._value_kind, command._integer, command._real) = (Kind, _integer, _real);
        if (_text is not null)
        {
            command._value_at = (uint)block.Count;
            Utf8.Append(block, _text, "value");
            command._value_len = (uint)block.Count - command._value_at;
        }
    }
}
