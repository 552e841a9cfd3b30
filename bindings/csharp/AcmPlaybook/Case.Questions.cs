using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace AcmPlaybook;

public sealed unsafe partial class Case
{
    /// <summary>Bytes in which most sentences fit.</summary>
    private const int Sentence = 256;

    /// <summary>
    /// All that stands in the way of a command, what will come up once the rest is out of the way included.
    /// </summary>
    /// <param name="command">What would be asked for.</param>
    /// <param name="target">Of what; the default is the case.</param>
    /// <param name="by">By whom; the default is nobody.</param>
    public Explanation Explain(CommandKind command, Target target = default, Participant by = default)
    {
        uint actor = IdOf(by, Roster);
        using var entry = _handle.Enter(this);
        uint id = Resolve(target);
        var blockers = new Blocker[8];
        while (true)
        {
            nuint count;
            fixed (Blocker* to = blockers)
            {
                Failure.Check(Native.acm_case_explain(_handle.Pointer, id, target.Instance, command, actor, to,
                    (nuint)sizeof(Blocker), (nuint)blockers.Length, &count), nameof(Explain));
            }
            if (count <= (nuint)blockers.Length)
            {
                return new Explanation(this, blockers[..(int)count]);
            }
            blockers = new Blocker[count];
        }
    }

    /// <summary>One blocker as a sentence.</summary>
    /// <param name="blocker">As <see cref="Explain"/> gave it.</param>
    /// <param name="language">A tag; null = the playbook's first.</param>
    public string GetSentence(Blocker blocker, string? language = null)
    {
        using var l = new Utf8(language, stackalloc byte[Utf8.Short], nameof(language));
        using var entry = _handle.Enter(this);
        byte* tag = l.At;
        return Write((to, room, needed) =>
        {
            Blocker b = blocker;
            return Native.acm_case_explain_text(_handle.Pointer, &b, tag, to, room, needed);
        });
    }

    /// <summary>One step of a plan as a sentence.</summary>
    /// <param name="step">As <see cref="Plan(PlanOptions?)"/> gave it.</param>
    /// <param name="text">The text of the plan.</param>
    /// <param name="language">A tag; null = the playbook's first.</param>
    public string GetSentence(PlanStep step, ReadOnlySpan<byte> text, string? language = null)
    {
        using var l = new Utf8(language, stackalloc byte[Utf8.Short], nameof(language));
        using var entry = _handle.Enter(this);
        byte* tag = l.At;
        nuint length = (nuint)text.Length;
        fixed (byte* at = text)
        {
            byte* block = at;
            return Write((to, room, needed) =>
            {
                PlanStep s = step;
                return Native.acm_plan_step_text(_handle.Pointer, &s, block, length, tag, to, room, needed);
            });
        }
    }

    /// <summary>The fewest commands that bring the case, an item or a condition into a wanted state.</summary>
    public Plan Plan(PlanOptions? options = null)
    {
        options ??= PlanOptions.Default;
        uint actor = IdOf(options.Actor, Roster);
        using var entry = _handle.Enter(this);
        byte[] text = PlanCall.Fill(options, Resolve(options.Goal), actor, out acm_plan_options o, out Command[] facts);
        acm_plan_result result;
        nuint count;
        var steps = new PlanStep[64];
        fixed (byte* block = text)
        {
            fixed (Command* may = facts)
            {
                o.text = block;
                o.facts = may;
                do
                {
                    count = 0;
                    Native.acm_plan_result_init(&result);
                    Failure.Ready(out acm_error error);
                    fixed (PlanStep* to = steps)
                    {
                        Failure.Check(Native.acm_case_plan(_handle.Pointer, &o, to, (nuint)sizeof(PlanStep),
                            (nuint)steps.Length, &count, &result, &error), ref error);
                    }
                }
                while (count > (nuint)steps.Length && (steps = new PlanStep[count]).Length > 0);
            }
        }
        return new Plan(this, steps[..(int)count], text, in result);
    }

    /// <summary>
    /// Finds which item or condition, and which instance, an act means, as the steps of scenarios do.
    /// </summary>
    /// <param name="name">As <see cref="Scenario.Find"/> takes it.</param>
    /// <param name="command">What is about to be asked for.</param>
    /// <param name="nth">Which instance in order of creation, from 0; null = the one that it can mean.</param>
    public Target Pick(string name, CommandKind command, int? nth = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        uint item, instance;
        using var n = new Utf8(name, stackalloc byte[Utf8.Short]);
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_scenario_pick(_handle.Pointer, n.At, n.Length, command, nth ?? -1, &item, &instance,
            &error), ref error);
        return Target.Of(item, instance);
    }

    /// <summary>Events as lines for people: what happened, to what, and why.</summary>
    /// <param name="events">Drained from the log of the case; no command was given since.</param>
    /// <param name="language">Of names; null = the playbook's first.</param>
    public string Trace(ReadOnlySpan<Event> events, string? language = null)
    {
        var text = new ArrayBufferWriter<byte>();
        using var sink = new Sink(piece => text.Write(piece));
        using var l = new Utf8(language, stackalloc byte[Utf8.Short], nameof(language));
        using var entry = _handle.Enter(this);
        ThrowIfClosed(Log);
        Failure.Ready(out acm_error error);
        Status status;
        fixed (Event* at = events)
        {
            status = Native.acm_scenario_trace(_handle.Pointer, Log?.Handle.Pointer ?? 0, at, (nuint)sizeof(Event),
                (nuint)events.Length, l.At, Sink.Pointer, sink.User, &error);
        }
        sink.Check(status, ref error);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>What a call writes, in more room if it asks for it.</summary>
    private static string Write(PlaybookLists.Fill<byte> call, [CallerMemberName] string what = "")
    {
        byte* first = stackalloc byte[Sentence];
        nuint needed;
        Status status = call(first, Sentence, &needed);
        if (status != Status.Buffer)
        {
            Failure.Check(status, what);
            return Utf8.Read(first)!;
        }
        var whole = new byte[needed];
        fixed (byte* to = whole)
        {
            Failure.Check(call(to, needed, &needed), what);
            return Utf8.Read(to)!;
        }
    }
}
