// Made by bindings/generate.py from the public headers; do not edit.
#nullable enable
using System;
using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AcmPlaybook;

/// <summary>What a call came to: <see cref="Status.Ok"/> or a negative code. New codes may be added.</summary>
public enum Status : int
{
    /// <summary>Done.</summary>
    Ok = 0,
    /// <summary>Out of memory; the object is as it was.</summary>
    OutOfMemory = -1,
    /// <summary>An argument makes no sense.</summary>
    Invalid = -2,
    /// <summary>No such key, id, role, participant, ...</summary>
    NotFound = -3,
    /// <summary>Several items bear the number, the message lists their keys; or several instances can do
    /// this.</summary>
    Ambiguous = -4,
    /// <summary>Not UTF-8, or a NUL inside text.</summary>
    Encoding = -5,
    /// <summary>Deeper, longer or more than the limits allow.</summary>
    Limit = -6,
    /// <summary>The text breaks the grammar of its format; see line and column.</summary>
    Syntax = -7,
    /// <summary>Left out of this build, or not offered.</summary>
    Unsupported = -8,
    /// <summary>A struct or record of another version that holds what we do not know.</summary>
    Version = -9,
    /// <summary>The caller's buffer is too small; the needed size was stored.</summary>
    Buffer = -10,
    /// <summary>A callback stopped the work.</summary>
    Callback = -11,
    /// <summary>A fault of the library itself; please report it.</summary>
    Internal = -12,
    /// <summary>The key is taken.</summary>
    Exists = -13,
    /// <summary>The playbook would break a rule of the model.</summary>
    Model = -14,
    /// <summary>Refused: the transition is not legal in this state.</summary>
    State = -15,
    /// <summary>Refused: the actor has none of the roles that may do this.</summary>
    Role = -16,
    /// <summary>Refused: a condition is still open, or can no longer be changed.</summary>
    Condition = -17,
    /// <summary>Refused: the stage has active or unfinished required children.</summary>
    Incomplete = -18,
    /// <summary>Refused: outside the scope, or nothing would be in scope.</summary>
    Scope = -19,
    /// <summary>Refused: settling did not end within its budget.</summary>
    Budget = -20,
}

/// <summary>Which public struct <c>acm_struct_size</c> is asked about.</summary>
internal enum acm_struct : int
{
    /// <summary>Error.</summary>
    Error = 0,
    /// <summary>Allocator.</summary>
    Allocator = 1,
    /// <summary>Item.</summary>
    Item = 2,
    /// <summary>Condition.</summary>
    Condition = 3,
    /// <summary>Ref.</summary>
    Ref = 4,
    /// <summary>Diagnostic.</summary>
    Diagnostic = 5,
    /// <summary>Mapping options.</summary>
    MappingOptions = 6,
    /// <summary>Page options.</summary>
    PageOptions = 7,
    /// <summary>Event.</summary>
    Event = 8,
    /// <summary>Command.</summary>
    Command = 9,
    /// <summary>Case options.</summary>
    CaseOptions = 10,
    /// <summary>Board row.</summary>
    BoardRow = 11,
    /// <summary>Blocker.</summary>
    Blocker = 12,
    /// <summary>Scenario options.</summary>
    ScenarioOptions = 13,
    /// <summary>Scenario result.</summary>
    ScenarioResult = 14,
    /// <summary>Numbered.</summary>
    Numbered = 15,
    /// <summary>Place.</summary>
    Place = 16,
    /// <summary>Page.</summary>
    Page = 17,
    /// <summary>Source file.</summary>
    SourceFile = 18,
    /// <summary>Source.</summary>
    Source = 19,
    /// <summary>Memory source.</summary>
    MemorySource = 20,
    /// <summary>Folder options.</summary>
    FolderOptions = 21,
    /// <summary>Json options.</summary>
    JsonOptions = 22,
    /// <summary>Lint options.</summary>
    LintOptions = 23,
    /// <summary>Cmmn options.</summary>
    CmmnOptions = 24,
    /// <summary>Scenario outcome.</summary>
    ScenarioOutcome = 25,
    /// <summary>Plan options.</summary>
    PlanOptions = 26,
    /// <summary>Plan step.</summary>
    PlanStep = 27,
    /// <summary>Plan result.</summary>
    PlanResult = 28,
}

/// <summary>What an item is to the state machine.</summary>
public enum ItemKind : int
{
    /// <summary>Holds other items.</summary>
    Stage = 1,
    /// <summary>A person does it.</summary>
    Task = 2,
    /// <summary>Occurs when its entry criterion holds.</summary>
    Milestone = 3,
    /// <summary>User event listener: occurs when a person with one of its roles says so.</summary>
    UserListener = 4,
    /// <summary>Timer event listener: occurs when the caller's time reaches what <see cref="Control.Timer"/>
    /// says.</summary>
    TimerListener = 5,
    /// <summary>Generic event listener: occurs when the caller says so.</summary>
    EventListener = 6,
}

/// <summary>What an item is to the author of the playbook.</summary>
public enum ItemPart : int
{
    /// <summary>Made by the builder without saying.</summary>
    Other = 0,
    /// <summary>The root stage.</summary>
    Playbook = 1,
    /// <summary>A phase: stage.</summary>
    Phase = 2,
    /// <summary>A page with steps or tasks: stage.</summary>
    Process = 3,
    /// <summary>A step: stage if it has tasks, else task.</summary>
    Step = 4,
    /// <summary>A row of an FTOP task table.</summary>
    Task = 5,
    /// <summary>The milestone that key outcomes or step outputs feed.</summary>
    Outcomes = 6,
}

/// <summary>Bits that say how an item behaves.</summary>
[Flags]
public enum ItemFlags : uint
{
    /// <summary>None of them.</summary>
    None = 0,
    /// <summary>Its stage cannot complete before it is finished.</summary>
    Required = 1,
    /// <summary>Manual activation: enabled, then a person starts it.</summary>
    Manual = 2,
    /// <summary>Stage: completes as soon as nothing required is open.</summary>
    AutoComplete = 4,
    /// <summary>Task: completes as soon as it starts.</summary>
    NonBlocking = 8,
    /// <summary>Stage: required and automatic while a required item in scope is within, else manual and not
    /// required.</summary>
    RequiredByChild = 16,
    /// <summary>The page says neither mandatory nor optional.</summary>
    FlagMissing = 32,
    /// <summary>Task, in a builder: there once for each service that it names; a playbook has these copies.</summary>
    ForEachService = 64,
    /// <summary>Repetition rule without condition: another instance each time it is entered or done.</summary>
    Repeats = 128,
}

/// <summary>Where engines of the field differ from CMMN 1.1: bits that a playbook, or a case, may ask for.</summary>
[Flags]
public enum Semantics : uint
{
    /// <summary>None of them.</summary>
    None = 0,
    /// <summary>A listener ends when no criterion that waits for it is left alive.</summary>
    EndOrphanListeners = 1,
    /// <summary>An instance by repetition that waits for its entry criterion holds no stage open, and the repetition
    /// rule is asked again when it would begin.</summary>
    WaitingIsFinished = 2,
    /// <summary>Repetition rules of listeners are not ignored.</summary>
    ListenersRepeat = 4,
}

/// <summary>What an item or condition may be told beyond its flags, as text.</summary>
public enum Control : int
{
    /// <summary>Stage, task, milestone: required if this expression is true when it is created; instead of
    /// <see cref="ItemFlags.Required"/>.</summary>
    RequiredWhen = 1,
    /// <summary>The same: stays Available until this expression is true, whatever else lets it in.</summary>
    EnableWhen = 2,
    /// <summary>Item: when it should be done: "P5D" after its start, "2026-03-31" or "2026-03-31T17:00Z".</summary>
    Due = 3,
    /// <summary>Condition: blocks while this expression is true, and only then, optional or not.</summary>
    BlocksWhen = 4,
    /// <summary>Stage, task: a person starts it if this expression is true when it is let in; instead of
    /// <see cref="ItemFlags.Manual"/>.</summary>
    ManualWhen = 5,
    /// <summary>Item: repeats if this expression is true; instead of <see cref="ItemFlags.Repeats"/>.</summary>
    RepeatWhen = 6,
    /// <summary>Stage: as <see cref="ItemFlags.AutoComplete"/> while this expression is true, instead of it.</summary>
    AutoCompleteWhen = 7,
    /// <summary>Listener: cannot occur, and its time does not run, until this expression is true.</summary>
    AvailableWhen = 8,
    /// <summary>Timer listener: "PT1H", "P1M", "2026-03-31T17:00Z", "R3/PT1H", "R/2026-03-31T17:00Z/P1D", or an
    /// expression ${...} whose value is such a text or a date-time.</summary>
    Timer = 9,
    /// <summary>Item that repeats: the name by which expressions know which instance it is, from 1, such as "round";
    /// without it "repetitionCounter".</summary>
    Counter = 10,
    /// <summary>Item: when it does not hold its stage open: "ignore", "ignore-if-available",
    /// "ignore-if-available-or-enabled", "ignore-after-first-completion" or
    /// "ignore-after-first-completion-if-available-or-enabled".</summary>
    ParentCompletion = 11,
    /// <summary>Item: its id in the model that it was read from.</summary>
    Origin = 12,
    /// <summary>Item: the id of its definition there.</summary>
    Definition = 13,
    /// <summary>Task: "human", "process", "case" or "decision" of CMMN; without it any.</summary>
    Type = 14,
}

/// <summary>When an item does not hold its stage open, as <see cref="Control.ParentCompletion"/> words it.</summary>
public enum ParentCompletion : int
{
    /// <summary>As CMMN 1.1 says.</summary>
    Counts = 0,
    /// <summary>Ignore.</summary>
    Ignore = 1,
    /// <summary>Required items count all the same.</summary>
    Available = 2,
    /// <summary>Available or enabled; required items count.</summary>
    Enabled = 3,
    /// <summary>Once one instance is completed.</summary>
    AfterFirst = 4,
    /// <summary>The same, while available or enabled.</summary>
    AfterFirstEnabled = 5,
}

/// <summary>How a due time is given.</summary>
public enum DueKind : int
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Milliseconds after the item becomes active, a milestone or listener available.</summary>
    AfterStart = 1,
    /// <summary>Milliseconds since 1970-01-01T00:00Z; of a date alone where that day ends, UTC.</summary>
    At = 2,
}

/// <summary>What a condition gates.</summary>
public enum ConditionKind : int
{
    /// <summary>Must hold before its item can begin.</summary>
    Input = 1,
    /// <summary>Must hold before its stage may complete.</summary>
    Outcome = 2,
}

/// <summary>Bits that say how a condition behaves.</summary>
[Flags]
public enum ConditionFlags : uint
{
    /// <summary>None of them.</summary>
    None = 0,
    /// <summary>Can be confirmed, never blocks.</summary>
    Optional = 1,
}

/// <summary>Kinds of terms: the closed vocabularies of a playbook.</summary>
public enum TermKind : int
{
    /// <summary>Role.</summary>
    Role = 1,
    /// <summary>Service.</summary>
    Service = 2,
    /// <summary>Motion.</summary>
    Motion = 3,
    /// <summary>Phase.</summary>
    Phase = 4,
}

/// <summary>How an item refers to a term.</summary>
public enum RefKind : int
{
    /// <summary>Role that may do the task, or make the listener occur.</summary>
    Performer = 1,
    /// <summary>Role that may confirm the item's conditions and close it by hand.</summary>
    Owner = 2,
    /// <summary>Role named as primary on the page.</summary>
    Primary = 3,
    /// <summary>Role named as secondary on the page.</summary>
    Secondary = 4,
    /// <summary>Service that brings the item into scope; none = every scope.</summary>
    Service = 5,
    /// <summary>Motion.</summary>
    Motion = 6,
    /// <summary>Process that may follow: advice, never a gate.</summary>
    Next = 7,
}

/// <summary>Which text of a page.</summary>
public enum PageField : int
{
    /// <summary>As its source called it.</summary>
    Path = 1,
    /// <summary>The path without folders.</summary>
    File = 2,
    /// <summary>The file without extension and language suffix.</summary>
    Stem = 3,
    /// <summary>Its heading of level 1.</summary>
    Title = 4,
    /// <summary>A line a paragraph.</summary>
    Overview = 5,
}

/// <summary>Which text of an item, condition or term.</summary>
public enum TextField : int
{
    /// <summary>Name of an item or term, statement of a condition, heading of a step.</summary>
    Name = 1,
    /// <summary>Sub-entries of a condition, a line each, two blanks a level.</summary>
    Detail = 2,
    /// <summary>Guidance of a step, a line a paragraph or list entry.</summary>
    Body = 3,
    /// <summary>Of a process.</summary>
    Overview = 4,
    /// <summary>Of a process, a line each.</summary>
    Objectives = 5,
    /// <summary>Of a process, a line each.</summary>
    NextSteps = 6,
}

/// <summary>Whether a criterion lets its item in or throws it out.</summary>
public enum CriterionKind : int
{
    /// <summary>Entry.</summary>
    Entry = 1,
    /// <summary>Exit.</summary>
    Exit = 2,
}

/// <summary>Bits that say how a criterion behaves.</summary>
[Flags]
public enum CriterionFlags : uint
{
    /// <summary>None of them.</summary>
    None = 0,
    /// <summary>Entry criterion: also asks that the required work beside the item, its stages and tasks, is
    /// finished.</summary>
    WorkDone = 1,
    /// <summary>Forgets at the end of each command which of its on-parts have occurred; it needs one.</summary>
    OnEvent = 2,
    /// <summary>Exit criterion of an item: only active instances leave, the others stay, and what left may
    /// repeat.</summary>
    ExitActive = 4,
    /// <summary>The same with active and enabled instances.</summary>
    ExitEnabled = 8,
    /// <summary>Exit criterion: completes its item if that is active; the command is refused if a stage cannot be
    /// completed.</summary>
    Complete = 16,
    /// <summary>The same, whatever is open within the stage.</summary>
    ForceComplete = 32,
}

/// <summary>A standard event of CMMN 1.1, as an on-part names it and as an event record reports it.</summary>
public enum Transition : int
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Create.</summary>
    Create = 1,
    /// <summary>Enable.</summary>
    Enable = 2,
    /// <summary>Start.</summary>
    Start = 3,
    /// <summary>Disable.</summary>
    Disable = 4,
    /// <summary>Reenable.</summary>
    Reenable = 5,
    /// <summary>Manual start.</summary>
    ManualStart = 6,
    /// <summary>Suspend.</summary>
    Suspend = 7,
    /// <summary>Resume.</summary>
    Resume = 8,
    /// <summary>Fault.</summary>
    Fault = 9,
    /// <summary>Reactivate.</summary>
    Reactivate = 10,
    /// <summary>Complete.</summary>
    Complete = 11,
    /// <summary>Terminate.</summary>
    Terminate = 12,
    /// <summary>Exit.</summary>
    Exit = 13,
    /// <summary>Parent suspend.</summary>
    ParentSuspend = 14,
    /// <summary>Parent resume.</summary>
    ParentResume = 15,
    /// <summary>Occur.</summary>
    Occur = 16,
    /// <summary>Parent terminate.</summary>
    ParentTerminate = 17,
    /// <summary>Close.</summary>
    Close = 18,
}

/// <summary>How bad a finding is.</summary>
public enum Severity : int
{
    /// <summary>Good to know.</summary>
    Note = 1,
    /// <summary>Read after a repair, or in doubt.</summary>
    Warning = 2,
    /// <summary>Something could not be read.</summary>
    Error = 3,
}

/// <summary>How findings are written.</summary>
public enum ReportFormat : int
{
    /// <summary>File:line:column: severity rule message, a line each.</summary>
    Text = 1,
    /// <summary>An object a line: file, line, column, offset, severity, rule, message.</summary>
    Json = 2,
    /// <summary>SARIF 2.1.0, with all rules.</summary>
    Sarif = 3,
}

/// <summary>What a step without tasks becomes.</summary>
public enum BareSteps : int
{
    /// <summary>A task, not required, started by hand (default).</summary>
    Optional = 0,
    /// <summary>A required task that starts by itself.</summary>
    Required = 1,
    /// <summary>Text only.</summary>
    Ignore = 2,
}

/// <summary>What waits for what beyond what the page says.</summary>
public enum Ordering : int
{
    /// <summary>Nothing (default).</summary>
    None = 0,
    /// <summary>A phase waits for the one before it.</summary>
    Phases = 1,
    /// <summary>Phases, and within a process a step waits for the one before it.</summary>
    Steps = 2,
}

/// <summary>Bits that say how <c>Playbook.WriteJson</c> writes.</summary>
[Flags]
public enum JsonFlags : uint
{
    /// <summary>None of them.</summary>
    None = 0,
    /// <summary>Lines and blanks, for people and line-wise comparison; else one line.</summary>
    Indent = 1,
    /// <summary>Without lines, columns and the paths of pages.</summary>
    NoPlaces = 2,
}

/// <summary>Bits that say how <c>Playbook.WriteCmmn</c> writes.</summary>
[Flags]
public enum CmmnFlags : uint
{
    /// <summary>None of them.</summary>
    None = 0,
    /// <summary>The model alone.</summary>
    NoDiagram = 1,
    /// <summary>Without lines, columns and the paths of pages.</summary>
    NoPlaces = 2,
}

/// <summary>What a source answers. Anything else stops the reading with <see cref="Status.Callback"/>.</summary>
public enum SourceAnswer : int
{
    /// <summary>There is no further file.</summary>
    End = 0,
    /// <summary>*file was filled.</summary>
    File = 1,
}

/// <summary>What an event reports. Fits in 8 bits.</summary>
public enum EventKind : int
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Create.</summary>
    Create = 1,
    /// <summary>Enable.</summary>
    Enable = 2,
    /// <summary>Start.</summary>
    Start = 3,
    /// <summary>Disable.</summary>
    Disable = 4,
    /// <summary>Reenable.</summary>
    Reenable = 5,
    /// <summary>Manual start.</summary>
    ManualStart = 6,
    /// <summary>Suspend.</summary>
    Suspend = 7,
    /// <summary>Resume.</summary>
    Resume = 8,
    /// <summary>Fault.</summary>
    Fault = 9,
    /// <summary>Reactivate.</summary>
    Reactivate = 10,
    /// <summary>Complete.</summary>
    Complete = 11,
    /// <summary>Terminate.</summary>
    Terminate = 12,
    /// <summary>Exit.</summary>
    Exit = 13,
    /// <summary>Parent suspend.</summary>
    ParentSuspend = 14,
    /// <summary>Parent resume.</summary>
    ParentResume = 15,
    /// <summary>Occur.</summary>
    Occur = 16,
    /// <summary>Parent terminate.</summary>
    ParentTerminate = 17,
    /// <summary>Close.</summary>
    Close = 18,
    /// <summary>A condition was confirmed; from and to are <see cref="ConditionState"/>.</summary>
    Confirm = 32,
    /// <summary>A condition is open again.</summary>
    Withdraw = 33,
    /// <summary>A condition was waived; text: the reason.</summary>
    Waive = 34,
    /// <summary>Text: name '=' value as expressions write it: null, true, 2, 2.0, 'it\'s', {'a', 'b'},
    /// 2026-03-31T17:00Z; a name with a '=' in it is quoted like a string.</summary>
    SetFact = 35,
    /// <summary>Text: the name.</summary>
    RemoveFact = 36,
    /// <summary>Text: the services, "" = everything.</summary>
    SetScope = 37,
    /// <summary>The case's time moved.</summary>
    Time = 38,
    /// <summary>The actor is now the one who performs the task.</summary>
    Claim = 39,
}

/// <summary>Why an event happened. Fits in 8 bits.</summary>
public enum Cause : int
{
    /// <summary>Somebody asked for it.</summary>
    Command = 1,
    /// <summary>A criterion was satisfied; detail is its id.</summary>
    Criterion = 2,
    /// <summary>Its stage began, ended, was suspended or resumed.</summary>
    Parent = 3,
    /// <summary>A stage had nothing left to do.</summary>
    Completion = 4,
    /// <summary>The scope changed.</summary>
    Scope = 5,
    /// <summary>Nothing held it back any more.</summary>
    Activation = 6,
    /// <summary>Its repetition rule asked for another instance.</summary>
    Repetition = 7,
    /// <summary>The time of a timer has come.</summary>
    Timer = 8,
    /// <summary>Nothing waits for the listener any more.</summary>
    Orphan = 9,
    /// <summary>Somebody asked for it in one command with what the next event reports.</summary>
    WithNext = 10,
}

/// <summary>State of an item or of the case, CMMN 1.1 section 8.4.</summary>
public enum State : int
{
    /// <summary>No instance: its stage has not begun, or it is out of scope.</summary>
    None = 0,
    /// <summary>Available.</summary>
    Available = 1,
    /// <summary>Enabled.</summary>
    Enabled = 2,
    /// <summary>Disabled.</summary>
    Disabled = 3,
    /// <summary>Active.</summary>
    Active = 4,
    /// <summary>Suspended.</summary>
    Suspended = 5,
    /// <summary>Completed.</summary>
    Completed = 6,
    /// <summary>Terminated.</summary>
    Terminated = 7,
    /// <summary>Failed.</summary>
    Failed = 8,
    /// <summary>Only the case.</summary>
    Closed = 9,
}

/// <summary>State of a condition.</summary>
public enum ConditionState : int
{
    /// <summary>Nobody carries it: its item has no instance.</summary>
    None = 0,
    /// <summary>Open.</summary>
    Open = 1,
    /// <summary>Confirmed.</summary>
    Confirmed = 2,
    /// <summary>Waived.</summary>
    Waived = 3,
}

/// <summary>What a caller asks of a case.</summary>
public enum CommandKind : int
{
    /// <summary>Item: enabled -&gt; active (manual start).</summary>
    Start = 1,
    /// <summary>Item, or the case if item is 0.</summary>
    Complete = 2,
    /// <summary>Item: enabled -&gt; disabled.</summary>
    Disable = 3,
    /// <summary>Item: disabled -&gt; enabled.</summary>
    Reenable = 4,
    /// <summary>Item, or the case if item is 0.</summary>
    Terminate = 5,
    /// <summary>Item, or the case if item is 0.</summary>
    Suspend = 6,
    /// <summary>Item, or the case if item is 0 (then as <see cref="CommandKind.Reactivate"/>).</summary>
    Resume = 7,
    /// <summary>Item: active -&gt; failed.</summary>
    Fault = 8,
    /// <summary>Item: failed -&gt; active; or the case if item is 0.</summary>
    Reactivate = 9,
    /// <summary>Milestone or listener: available -&gt; completed.</summary>
    Occur = 10,
    /// <summary>The case: final.</summary>
    Close = 11,
    /// <summary>Condition.</summary>
    Confirm = 12,
    /// <summary>Condition, until the criterion that it feeds has fired.</summary>
    Withdraw = 13,
    /// <summary>Condition; text: the reason, not empty.</summary>
    Waive = 14,
    /// <summary>Text: the name; value_kind and a value.</summary>
    SetFact = 15,
    /// <summary>Text: the name.</summary>
    RemoveFact = 16,
    /// <summary>Text: names of services separated by ';', "" = everything.</summary>
    SetScope = 17,
    /// <summary>Moves the case's time to command.time; timers that are due occur.</summary>
    Advance = 18,
    /// <summary>Task: the actor is who performs it; no change of state.</summary>
    Claim = 19,
}

/// <summary>Type of a fact.</summary>
public enum ValueKind : int
{
    /// <summary>Null.</summary>
    Null = 0,
    /// <summary>Integer: 0 or 1.</summary>
    Boolean = 1,
    /// <summary>Integer.</summary>
    Integer = 2,
    /// <summary>Real, finite.</summary>
    Double = 3,
    /// <summary>A text.</summary>
    String = 4,
    /// <summary>Integer: milliseconds since 1970-01-01T00:00Z, within the years 1 to 9999.</summary>
    Time = 5,
    /// <summary>Texts, none of them empty, in any order and as often as you like.</summary>
    Set = 6,
}

/// <summary>Bits that say how a command is taken.</summary>
[Flags]
public enum CommandFlags : uint
{
    /// <summary>None of them.</summary>
    None = 0,
    /// <summary>A fact that is one command with the next: set first, and what follows from it settled with the rest;
    /// accepted or refused with it.</summary>
    WithNext = 1,
}

/// <summary>What roles mean.</summary>
public enum RolesMode : int
{
    /// <summary>Who lacks the role is refused (default).</summary>
    Enforce = 0,
    /// <summary>Anybody may; the actor is only recorded.</summary>
    Record = 1,
}

/// <summary>Bits that say more of an instance than its state.</summary>
[Flags]
public enum InstanceFlags : uint
{
    /// <summary>None of them.</summary>
    None = 0,
    /// <summary>A listener that cannot occur yet: its condition to be available does not hold.</summary>
    Unavailable = 1,
    /// <summary>Made by repetition, its turn has not come.</summary>
    Waits = 2,
}

/// <summary>What stands in the way.</summary>
public enum BlockerKind : int
{
    /// <summary>Subject: a condition that is open.</summary>
    Condition = 1,
    /// <summary>Subject: an item that has not yet performed the event in detail.</summary>
    Predecessor = 2,
    /// <summary>The if-part of the criterion in detail is not true, or its <see cref="Control.EnableWhen"/> if that is
    /// 0.</summary>
    Expression = 3,
    /// <summary>Detail: a role that may, one record each; 0 = the actor is unknown.</summary>
    Role = 4,
    /// <summary>Subject is out of scope.</summary>
    Scope = 5,
    /// <summary>Subject: the item, its stage or the case is suspended.</summary>
    Suspended = 6,
    /// <summary>Subject is in the state of detail, in which the command is not legal.</summary>
    State = 7,
    /// <summary>Subject: required child that is not finished; state in detail.</summary>
    Required = 8,
    /// <summary>Subject: child that is active.</summary>
    Active = 9,
    /// <summary>Subject: an item that a person must start first.</summary>
    Manual = 10,
    /// <summary>Subject: the item whose criterion has fired, so that the condition stays.</summary>
    Fired = 11,
    /// <summary>The case, or subject, a stage around it, has ended.</summary>
    Ended = 12,
    /// <summary>Subject: a listener that cannot occur yet, its <see cref="Control.AvailableWhen"/> does not
    /// hold.</summary>
    Unavailable = 13,
    /// <summary>Subject: a timer that is not due; detail: 1 = before time, 0 = its expression gives no time.</summary>
    Timer = 14,
}

/// <summary>Whose commands a plan may have.</summary>
public enum PlanPeople : int
{
    /// <summary>Also those of roles that nobody of the roster has: such a step has no actor.</summary>
    Anybody = 0,
    /// <summary>Of people of the roster, and those that ask for no role.</summary>
    Roster = 1,
    /// <summary>Of <c>PlanOptions</c>.actor alone.</summary>
    Actor = 2,
}

/// <summary>Bits that say more of a plan.</summary>
[Flags]
public enum PlanFlags : uint
{
    /// <summary>None of them.</summary>
    None = 0,
    /// <summary><see cref="CommandKind.Occur"/> also of milestones, whatever else they wait for.</summary>
    Milestones = 1,
}

/// <summary>How a search for a plan ended.</summary>
public enum PlanVerdict : int
{
    /// <summary>There is none with fewer steps.</summary>
    Found = 1,
    /// <summary>No commands of those that it may have lead there.</summary>
    Impossible = 2,
    /// <summary>A bound was met: the plan, if there is one, may be longer than needed.</summary>
    Unknown = 3,
}

/// <summary>What came of a scenario.</summary>
public enum ScenarioVerdict : int
{
    /// <summary>Passed.</summary>
    Passed = 1,
    /// <summary>A step or expectation did not hold.</summary>
    Failed = 2,
    /// <summary>It, or its model, cannot be read or run.</summary>
    Error = 3,
    /// <summary>It was not run, see message.</summary>
    Skipped = 4,
}

/// <summary>The form of a report.</summary>
public enum ScenarioFormat : int
{
    /// <summary>Test Anything Protocol, version 13, diagnoses as YAML.</summary>
    Tap = 1,
    /// <summary>JUnit XML: testsuites, testsuite, testcase.</summary>
    Junit = 2,
    /// <summary>An object a line.</summary>
    Json = 3,
}

/// <summary>Where and why a call failed. Initialise once with <c>acm_error_init</c>, else nothing is written. Every
/// failing call overwrites it; after one that succeeds it means nothing.</summary>
[StructLayout(LayoutKind.Sequential, Size = 456)]
internal unsafe struct acm_error
{
    internal uint struct_size;
    internal Status status;
    internal uint line;
    internal uint column;
    internal ulong offset;
    internal int value;
    internal uint reserved;
    internal fixed byte path[160];
    internal fixed byte message[264];
}

/// <summary>Memory functions of one root, copied by it. The three must agree; allocate may return null. Those of a
/// playbook are called by all its cases and by who gives its last reference back: on several threads at once, if these
/// run there.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal unsafe struct acm_allocator
{
    internal uint struct_size;
    internal uint reserved;
    internal void* context;
    internal delegate* unmanaged<void*, nuint, void*> allocate;
    internal delegate* unmanaged<void*, void*, nuint, void*> reallocate;
    internal delegate* unmanaged<void*, void*, void> release;
}

/// <summary>One item. Records are in document order; every parent stands before its children.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal unsafe struct acm_item
{
    internal uint id;
    internal uint parent;
    internal ItemKind kind;
    internal ItemPart part;
    internal ItemFlags flags;
    internal uint depth;
    internal long number;
    internal uint line;
    internal uint column;
}

/// <summary>One condition: a statement that a person confirms.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal unsafe struct acm_condition
{
    internal uint id;
    internal uint item;
    internal uint gates;
    internal ConditionKind kind;
    internal ConditionFlags flags;
    internal uint line;
    internal uint column;
    internal uint reserved;
}

/// <summary>One reference from an item to a term (or, for <see cref="RefKind.Next"/>, to an item). Records stand in
/// the order of their items, then of the kinds.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal unsafe struct acm_ref
{
    internal uint item;
    internal uint target;
    internal RefKind kind;
    internal uint reserved;
}

/// <summary>One page of a playbook. Those of the edition that owns the structure come first, in its order.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal unsafe struct acm_page
{
    internal uint edition;
    internal uint item;
    internal uint @base;
    internal uint reserved;
}

/// <summary>One place of a task number.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal unsafe struct acm_numbered
{
    internal long number;
    internal uint item;
    internal uint reserved;
}

/// <summary>Where something stands in a language edition.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal unsafe struct acm_place
{
    internal uint page;
    internal uint line;
    internal uint column;
    internal uint reserved;
}

/// <summary>One finding.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal unsafe struct acm_diagnostic
{
    internal uint line;
    internal uint column;
    internal ulong offset;
    internal Severity severity;
    internal uint rule;
}

/// <summary>How a page becomes a playbook.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal unsafe struct acm_mapping_options
{
    internal uint struct_size;
    internal int auto_complete;
    internal Ordering ordering;
    internal BareSteps bare_steps;
}

/// <summary>How a page is read.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal unsafe struct acm_page_options
{
    internal uint struct_size;
    internal uint max_bytes;
    internal byte* file;
    internal byte* language;
    internal acm_allocator* allocator;
    internal acm_mapping_options* mapping;
}

/// <summary>How a playbook is read from JSON.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal unsafe struct acm_json_options
{
    internal uint struct_size;
    internal uint max_bytes;
    internal uint max_depth;
    internal uint reserved;
    internal acm_allocator* allocator;
}

/// <summary>How a playbook is read from CMMN.</summary>
[StructLayout(LayoutKind.Sequential, Size = 48)]
internal unsafe struct acm_cmmn_options
{
    internal uint struct_size;
    internal uint max_bytes;
    internal uint max_depth;
    internal Semantics semantics;
    internal byte* file;
    internal byte* case_id;
    internal byte* language;
    internal acm_allocator* allocator;
}

/// <summary>One file, lent by a source until it is asked for the next one.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal unsafe struct acm_source_file
{
    internal uint struct_size;
    internal uint reserved;
    internal byte* path;
    internal byte* bytes;
    internal ulong len;
    internal byte* language;
}

/// <summary>Where files come from.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal unsafe struct acm_source
{
    internal uint struct_size;
    internal uint reserved;
    internal void* user;
    internal delegate* unmanaged<void*, acm_source_file*, SourceAnswer> next;
}

/// <summary>A source of files that lie in memory. Kept by the caller where it is, for it points to itself, while it is
/// read.</summary>
[StructLayout(LayoutKind.Sequential, Size = 48)]
internal unsafe struct acm_memory_source
{
    internal acm_source source;
    internal acm_source_file* files;
    internal ulong count;
    internal ulong at;
}

/// <summary>How a folder of pages is read.</summary>
[StructLayout(LayoutKind.Sequential, Size = 56)]
internal unsafe struct acm_folder_options
{
    internal uint struct_size;
    internal uint max_bytes;
    internal byte* language;
    internal byte* name;
    internal acm_allocator* allocator;
    internal acm_mapping_options* mapping;
    internal byte* overlay;
    internal ulong overlay_len;
}

/// <summary>One event, 32 bytes. The state of a case is the fold of its events. What happens to the case as a whole
/// bears the item of its plan.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
public readonly partial record struct Event
{
    private readonly long _time;
    private readonly uint _tag;
    private readonly uint _item;
    private readonly uint _instance;
    private readonly uint _detail;
    private readonly uint _actor;
    private readonly byte _kind;
    private readonly byte _from;
    private readonly byte _to;
    private readonly byte _cause;

    /// <summary>When, as its command said.</summary>
    public DateTimeOffset Time => Moment.From(_time);

    /// <summary>The tag of its case, <see cref="CaseOptions.Tag"/>.</summary>
    public uint Tag => _tag;

    /// <summary>The item; of what is confirmed, withdrawn or waived the condition; 0 = none.</summary>
    public uint Item => _item;

    /// <summary>The instance that changed, or that carries the condition.</summary>
    public uint Instance => _instance;

    /// <summary>The id of the criterion, or where its text is, see <see cref="EventLog.GetText"/>; 0 = none.</summary>
    public uint Detail => _detail;

    /// <summary>Participant who gave the command, 0 = nobody.</summary>
    public uint Actor => _actor;

    /// <summary>What happened.</summary>
    public EventKind Kind => (EventKind)_kind;

    /// <summary>The state before; of a condition see <see cref="FromCondition"/>.</summary>
    public State From => (State)_from;

    /// <summary>The state after; of a condition see <see cref="ToCondition"/>.</summary>
    public State To => (State)_to;

    /// <summary>Why it happened.</summary>
    public Cause Cause => (Cause)_cause;

    /// <summary>Whether both say the same, byte for byte.</summary>
    public readonly bool Equals(Event other) => Bytes.Equal(in this, in other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => Bytes.Hash(in this);
}

/// <summary>One command. Texts lie in the block given beside the array.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public partial record struct Command
{
    internal CommandKind _kind;
    internal uint _item;
    internal uint _instance;
    internal uint _actor;
    internal long _time;
    internal uint _text_at;
    internal uint _text_len;
    internal uint _value_at;
    internal uint _value_len;
    internal ValueKind _value_kind;
    internal CommandFlags _flags;
    internal long _integer;
    internal double _real;

    /// <summary>What is asked for.</summary>
    public readonly CommandKind Kind => _kind;

    /// <summary>Item or condition of the playbook; 0 = the case.</summary>
    public readonly uint Item => _item;

    /// <summary>Which instance; 0 = the only one that can do this, else the newest.</summary>
    public readonly uint Instance => _instance;

    /// <summary>Participant of the roster; 0 = nobody, may do what asks for no role.</summary>
    public readonly uint Actor => _actor;

    /// <summary>When; earlier than the case's = the case's.</summary>
    public readonly DateTimeOffset Time => Moment.From(_time);

    /// <summary>Whether it is one command with the next one.</summary>
    public readonly CommandFlags Flags => _flags;

    /// <summary>Whether both say the same, byte for byte.</summary>
    public readonly bool Equals(Command other) => Bytes.Equal(in this, in other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => Bytes.Hash(in this);
}

/// <summary>How a case begins.</summary>
[StructLayout(LayoutKind.Sequential, Size = 72)]
internal unsafe struct acm_case_options
{
    internal uint struct_size;
    internal uint tag;
    internal uint plan;
    internal RolesMode roles;
    internal long time;
    internal uint actor;
    internal uint budget;
    internal byte* scope;
    internal Command* facts;
    internal byte* facts_text;
    internal uint fact_count;
    internal uint fact_stride;
    internal uint facts_text_len;
    internal Semantics semantics;
}

/// <summary>One instance, for drawing a board.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
public readonly partial record struct BoardRow
{
    private readonly uint _item;
    private readonly uint _instance;
    private readonly uint _parent;
    private readonly State _state;
    private readonly uint _required;
    private readonly uint _performer;
    private readonly uint _count;
    private readonly InstanceFlags _flags;

    /// <summary>The item, by its id in the playbook.</summary>
    public uint Item => _item;

    /// <summary>The instance, by its id in the case.</summary>
    public uint Instance => _instance;

    /// <summary>Instance of its stage, 0 for the plan.</summary>
    public uint Parent => _parent;

    /// <summary>Its state.</summary>
    public State State => _state;

    /// <summary>Whether its stage cannot complete without it.</summary>
    public bool IsRequired => _required != 0;

    /// <summary>Participant who claimed it, 0 = nobody.</summary>
    public uint Performer => _performer;

    /// <summary>Which instance of its item in its stage it is, from 1.</summary>
    public uint Count => _count;

    /// <summary>What its state does not say.</summary>
    public InstanceFlags Flags => _flags;

    /// <summary>Whether both say the same, byte for byte.</summary>
    public readonly bool Equals(BoardRow other) => Bytes.Equal(in this, in other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => Bytes.Hash(in this);
}

/// <summary>One blocker.</summary>
[StructLayout(LayoutKind.Sequential, Size = 48)]
public readonly partial record struct Blocker
{
    private readonly BlockerKind _kind;
    private readonly uint _item;
    private readonly uint _subject;
    private readonly uint _detail;
    private readonly CommandKind _command;
    private readonly uint _actor;
    private readonly uint _instance;
    private readonly uint _way;
    private readonly uint _alternative;
    private readonly uint _reserved;
    private readonly long _time;

    /// <summary>What stands in the way, and what subject and detail mean.</summary>
    public BlockerKind Kind => _kind;

    /// <summary>Whose command was asked about.</summary>
    public uint Item => _item;

    /// <summary>What stands in the way: item or condition.</summary>
    public uint Subject => _subject;

    /// <summary>See the kind.</summary>
    public uint Detail => _detail;

    /// <summary>What was asked about.</summary>
    public CommandKind Command => _command;

    /// <summary>Who would have given it.</summary>
    public uint Actor => _actor;

    /// <summary>Of the item, or of what carries the condition.</summary>
    public uint Instance => _instance;

    /// <summary>The item whose way in it stands in, by an entry criterion; 0 = none.</summary>
    public uint Way => _way;

    /// <summary>Which of several entry criteria of that item, the nearest is 1; 0: at any rate.</summary>
    public uint Alternative => _alternative;

    /// <summary>Of <see cref="BlockerKind.Timer"/>: when it is due.</summary>
    public DateTimeOffset Time => Moment.From(_time);

    /// <summary>Whether both say the same, byte for byte.</summary>
    public readonly bool Equals(Blocker other) => Bytes.Equal(in this, in other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => Bytes.Hash(in this);
}

/// <summary>What is wanted, and how.</summary>
[StructLayout(LayoutKind.Sequential, Size = 80)]
internal unsafe struct acm_plan_options
{
    internal uint struct_size;
    internal PlanFlags flags;
    internal uint item;
    internal uint states;
    internal uint commands;
    internal PlanPeople people;
    internal uint actor;
    internal uint max_steps;
    internal uint max_states;
    internal uint fact_count;
    internal ulong max_bytes;
    internal Command* facts;
    internal byte* text;
    internal uint fact_stride;
    internal uint text_len;
    internal uint reason_at;
    internal uint reason_len;
}

/// <summary>One step of a plan.</summary>
[StructLayout(LayoutKind.Sequential, Size = 72)]
public readonly partial record struct PlanStep
{
    private readonly Command _command;
    private readonly uint _role;
    private readonly uint _reserved;

    /// <summary>To be posted with <see cref="Plan.Text"/>.</summary>
    public Command Command => _command;

    /// <summary>The role by which the actor may, or must have if there is none yet; 0 = anybody may.</summary>
    public uint Role => _role;

    /// <summary>Whether both say the same, byte for byte.</summary>
    public readonly bool Equals(PlanStep other) => Bytes.Equal(in this, in other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => Bytes.Hash(in this);
}

/// <summary>What a search came to.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal unsafe struct acm_plan_result
{
    internal uint struct_size;
    internal PlanVerdict verdict;
    internal uint has_plan;
    internal uint at_least;
    internal uint states;
    internal uint reserved;
    internal ulong bytes;
}

/// <summary>What the run of a scenario reports.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal unsafe struct acm_scenario_result
{
    internal uint struct_size;
    internal uint passed;
    internal uint steps;
    internal uint failed_step;
    internal uint line;
    internal uint reserved;
}

/// <summary>How a scenario is run.</summary>
[StructLayout(LayoutKind.Sequential, Size = 56)]
internal unsafe struct acm_scenario_options
{
    internal uint struct_size;
    internal uint reserved;
    internal delegate* unmanaged<void*, byte*, nuint, int> diagnosis;
    internal void* user;
    internal delegate* unmanaged<void*, nint, nuint, nint, byte*, int> watch;
    internal byte* language;
    internal byte* plan;
    internal delegate* unmanaged<void*, byte*, nuint, int> trace;
}

/// <summary>One scenario in a report. Texts are UTF-8, lent for the call.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal unsafe struct acm_scenario_outcome
{
    internal uint struct_size;
    internal ScenarioVerdict verdict;
    internal uint step;
    internal uint line;
    internal ulong microseconds;
    internal byte* id;
    internal byte* file;
    internal byte* message;
    internal byte* diagnosis;
    internal byte* trace;
}

/// <summary>What is looked for.</summary>
[StructLayout(LayoutKind.Sequential, Size = 40)]
internal unsafe struct acm_lint_options
{
    internal uint struct_size;
    internal Severity severity;
    internal byte* today;
    internal byte* rules;
    internal int partial;
    internal uint reserved;
    internal acm_allocator* allocator;
}

/// <summary>The library as it is, one method a function of C.</summary>
[GeneratedCode("bindings/generate.py", null)]
internal static unsafe partial class Native
{
    internal const uint ACM_VERSION_NUMBER = 1000;
    internal static readonly nuint ACM_NTS = nuint.MaxValue;
    internal const uint ACM_REVISION_SIZE = 72;
    internal const uint ACM_HASH_SIZE = 16;
    internal const uint ACM_PLAN_COMMANDS = 300694;

    /// <summary>Each public struct with its size, in the order of acm_struct.</summary>
    internal static readonly (string Name, int Size)[] Sizes =
    [
        ("acm_error", Unsafe.SizeOf<acm_error>()),
        ("acm_allocator", Unsafe.SizeOf<acm_allocator>()),
        ("acm_item", Unsafe.SizeOf<acm_item>()),
        ("acm_condition", Unsafe.SizeOf<acm_condition>()),
        ("acm_ref", Unsafe.SizeOf<acm_ref>()),
        ("acm_diagnostic", Unsafe.SizeOf<acm_diagnostic>()),
        ("acm_mapping_options", Unsafe.SizeOf<acm_mapping_options>()),
        ("acm_page_options", Unsafe.SizeOf<acm_page_options>()),
        ("acm_event", Unsafe.SizeOf<Event>()),
        ("acm_command", Unsafe.SizeOf<Command>()),
        ("acm_case_options", Unsafe.SizeOf<acm_case_options>()),
        ("acm_board_row", Unsafe.SizeOf<BoardRow>()),
        ("acm_blocker", Unsafe.SizeOf<Blocker>()),
        ("acm_scenario_options", Unsafe.SizeOf<acm_scenario_options>()),
        ("acm_scenario_result", Unsafe.SizeOf<acm_scenario_result>()),
        ("acm_numbered", Unsafe.SizeOf<acm_numbered>()),
        ("acm_place", Unsafe.SizeOf<acm_place>()),
        ("acm_page", Unsafe.SizeOf<acm_page>()),
        ("acm_source_file", Unsafe.SizeOf<acm_source_file>()),
        ("acm_source", Unsafe.SizeOf<acm_source>()),
        ("acm_memory_source", Unsafe.SizeOf<acm_memory_source>()),
        ("acm_folder_options", Unsafe.SizeOf<acm_folder_options>()),
        ("acm_json_options", Unsafe.SizeOf<acm_json_options>()),
        ("acm_lint_options", Unsafe.SizeOf<acm_lint_options>()),
        ("acm_cmmn_options", Unsafe.SizeOf<acm_cmmn_options>()),
        ("acm_scenario_outcome", Unsafe.SizeOf<acm_scenario_outcome>()),
        ("acm_plan_options", Unsafe.SizeOf<acm_plan_options>()),
        ("acm_plan_step", Unsafe.SizeOf<PlanStep>()),
        ("acm_plan_result", Unsafe.SizeOf<acm_plan_result>()),
    ];

    /// <summary>The version of the library that is running, <c>ACM_VERSION_NUMBER</c> of its build.</summary>
    [LibraryImport(LibraryName)]
    internal static partial uint acm_version();

    /// <summary>The version of the library that is running as text, such as "0.1.0".</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_version_text();

    /// <summary>The size in bytes of a public struct as this library was built, for callers in other languages to
    /// compare.</summary>
    [LibraryImport(LibraryName)]
    internal static partial uint acm_struct_size(acm_struct kind);

    /// <summary>The name of a status, such as "<see cref="Status.Role"/>".</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_status_name(Status status);

    /// <summary>Makes an error ready for use: sets its size, clears the rest.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_error_init(acm_error* error);

    /// <summary>Fills an allocator with malloc, realloc and free.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_allocator_init(acm_allocator* allocator);

    /// <summary>Takes one more reference.</summary>
    [LibraryImport(LibraryName)]
    internal static partial nint acm_playbook_retain(nint playbook);

    /// <summary>Gives a reference back; the last one frees the playbook and every text lent from it.</summary>
    [LibraryImport(LibraryName)]
    internal static partial void acm_playbook_free(nint playbook);

    /// <summary>Finds an item, condition or term by key. A bare task number, such as "4047", is accepted while only
    /// one item bears it.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_find(
        nint playbook, byte* key, nuint key_len, uint* id, acm_error* err);

    /// <summary>The key of an item, condition or term.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial byte* acm_playbook_key(nint playbook, uint id, nuint* len);

    /// <summary>All items as records, in document order.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_items(
        nint playbook, acm_item* @out, nuint stride, nuint capacity, nuint* count);

    /// <summary>Conditions as records, in document order.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_conditions(
        nint playbook, uint item, acm_condition* @out, nuint stride, nuint capacity, nuint* count);

    /// <summary>Roles, services, motions and advice of an item as records.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_refs(
        nint playbook, uint item, RefKind kind, acm_ref* @out, nuint stride, nuint capacity, nuint* count);

    /// <summary>What an item or condition is told beyond its flags.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_playbook_control(nint playbook, uint id, Control control, nuint* len);

    /// <summary>When an item should be done.</summary>
    [LibraryImport(LibraryName)]
    internal static partial DueKind acm_playbook_due(nint playbook, uint item, long* milliseconds);

    /// <summary>Where cases of a playbook differ from CMMN 1.1.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial Semantics acm_playbook_semantics(nint playbook);

    /// <summary>The ids of all terms of a kind: the roles, services, motions or phases that the playbook
    /// knows.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_terms(
        nint playbook, TermKind kind, uint* @out, nuint capacity, nuint* count);

    /// <summary>Finds a role, service, motion or phase by its key as <c>acm_playbook_key</c> gives it, by that without
    /// "role:", ..., by name in any language of the vocabulary, or by the name that a page gave it.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_term(
        nint playbook, TermKind kind, byte* name, nuint name_len, uint* term, acm_error* err);

    /// <summary>A text of an item, condition or term in a language.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_playbook_text(
        nint playbook, uint id, TextField field, byte* language, byte** used, nuint* len);

    /// <summary>The tag of the index-th language edition, the first being the one that owns the structure.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_playbook_language(nint playbook, nuint index);

    /// <summary>All task numbers with the items that bear them, by number, then in document order.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_numbers(
        nint playbook, acm_numbered* @out, nuint stride, nuint capacity, nuint* count);

    /// <summary>Where an item or condition stands in a language edition.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_place(
        nint playbook, uint id, nuint edition, acm_place* @out, nuint size);

    /// <summary>All pages as records; those of the first edition come first, in its order.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_pages(
        nint playbook, acm_page* @out, nuint stride, nuint capacity, nuint* count);

    /// <summary>A text of a page.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_playbook_page_text(nint playbook, nuint page, PageField field, nuint* len);

    /// <summary>A value of a page's front matter, such as that of "ms.date".</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_playbook_page_value(nint playbook, nuint page, byte* key, nuint* len);

    /// <summary>Writes each page of the playbook as one line of JSON: front matter, sections, steps, tasks, lists,
    /// links, revisions and the faults met.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_outline(
        nint playbook, delegate* unmanaged<void*, byte*, nuint, int> sink, void* user, acm_error* err);

    /// <summary>Starts a playbook with a root stage.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_new(
        acm_allocator* allocator, byte* language, byte* name, nint* builder, uint* root, acm_error* err);

    /// <summary>Adds an item as the last child of a stage.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_add(
        nint builder, uint parent, ItemKind kind, ItemFlags flags, byte* key, byte* name, long number, uint* item,
        acm_error* err);

    /// <summary>Replaces the flags of an item or condition. The root takes none but
    /// <see cref="ItemFlags.AutoComplete"/>. A task with <see cref="ItemFlags.ForEachService"/> is there once for each
    /// service that it names, or for each of the playbook if it names none or all services. The copies stand where it
    /// stood, each in scope with its service alone, and share everything else; their keys are the task's and the
    /// service's, such as "stem/4047/exchange". An on-part that names the task waits for all of them; between two such
    /// tasks, for the copy of the same service. done() of the task's key is true when one of them is
    /// completed.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_flags(nint builder, uint id, uint flags, acm_error* err);

    /// <summary>Tells an item or condition more than flags can say. <see cref="Control.RequiredWhen"/> is evaluated
    /// when an instance is created, and kept; <see cref="Control.ManualWhen"/> when it is let in;
    /// <see cref="Control.RepeatWhen"/> when its criterion lets it in, or without entry criteria when it is done;
    /// <see cref="Control.AutoCompleteWhen"/>, <see cref="Control.AvailableWhen"/> and
    /// <see cref="Control.BlocksWhen"/> again whenever what they depend on changes. <see cref="Control.EnableWhen"/>
    /// adds to each entry criterion of the item, or is one if there is none.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_control(
        nint builder, uint id, Control control, byte* text, acm_error* err);

    /// <summary>Says what an item is to the author (a phase, a step, ...) and where on the page it stands.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_place(
        nint builder, uint item, ItemPart part, uint line, uint column, acm_error* err);

    /// <summary>Adds a criterion to an item. It holds when all its on-parts have occurred, its expression is true and
    /// all conditions that feed it and block are confirmed or waived. Several on one item are alternatives.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_criterion(
        nint builder, uint item, CriterionKind kind, CriterionFlags flags, byte* expression, uint* criterion,
        acm_error* err);

    /// <summary>Adds an on-part to a criterion: the event of another item that it waits for.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_on_part(
        nint builder, uint criterion, uint source, Transition @event, acm_error* err);

    /// <summary>Narrows an on-part that waits for the exit of an item to one exit criterion of that item: it occurs
    /// when the item leaves by this one.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_on_exit(
        nint builder, uint criterion, uint exit_criterion, acm_error* err);

    /// <summary>Says where cases of the playbook differ from CMMN 1.1.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_semantics(nint builder, Semantics semantics, acm_error* err);

    /// <summary>Adds a condition that the given item carries.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_condition(
        nint builder, uint item, uint criterion, ConditionKind kind, ConditionFlags flags, byte* key,
        byte* statement, uint* condition, acm_error* err);

    /// <summary>Finds or adds a term. A name of the built-in vocabulary, in any language, gives its canonical term:
    /// "FM" is FastTrack Manager. Another name is a term of its own.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_term(
        nint builder, TermKind kind, byte* name, uint* term, acm_error* err);

    /// <summary>Makes an item refer to a term. The same reference twice is one.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_ref(
        nint builder, uint item, RefKind kind, uint target, acm_error* err);

    /// <summary>Sets a text of an item, condition or term.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_text(
        nint builder, uint id, TextField field, byte* language, byte* text, nuint len, acm_error* err);

    /// <summary>Checks the whole and makes the playbook. The builder stays as it is and may go on. What repeats must
    /// wait for something: if it has entry criteria, one of them needs an on-part, and a milestone needs an entry
    /// criterion. A timer listener needs its <see cref="Control.Timer"/>.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_finish(nint builder, nint* playbook, acm_error* err);

    /// <summary>Frees a builder.</summary>
    [LibraryImport(LibraryName)]
    internal static partial void acm_builder_free(nint builder);

    /// <summary>Applies an overlay to what has been built so far. Its keys, also those in its expressions, are those
    /// of the builder's items and conditions; a bare number is enough while one item bears it.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_builder_overlay(
        nint builder, byte* json, nuint len, byte* file, acm_error* err);

    /// <summary>How many findings there are.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial nuint acm_diagnostics_count(nint diagnostics);

    /// <summary>One finding as a record.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_diagnostics_get(
        nint diagnostics, nuint index, acm_diagnostic* @out, nuint size);

    /// <summary>The rule that a finding breaks, such as "row-too-short".</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_diagnostics_rule(nint diagnostics, nuint index);

    /// <summary>The file that a finding is about, as its source called it.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_diagnostics_file(nint diagnostics, nuint index, nuint* len);

    /// <summary>What a finding says: the detail, in English.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_diagnostics_text(nint diagnostics, nuint index, nuint* len);

    /// <summary>Writes all findings. The message of one is what its rule means and what it says itself.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_diagnostics_write(
        nint diagnostics, ReportFormat format, delegate* unmanaged<void*, byte*, nuint, int> sink, void* user,
        acm_error* err);

    /// <summary>Frees the findings.</summary>
    [LibraryImport(LibraryName)]
    internal static partial void acm_diagnostics_free(nint diagnostics);

    /// <summary>The id of a rule, such as "row-too-short": what findings are named by, in every version the
    /// same.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_rule_name(nuint index);

    /// <summary>What a finding of a rule means, as half a sentence in English.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_rule_summary(nuint index);

    /// <summary>How bad findings of a rule are.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Severity acm_rule_severity(nuint index);

    /// <summary>How to mend what findings of a rule are about, in English.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_rule_advice(nuint index);

    /// <summary>An example of what a rule finds: files, each behind a line "==&gt; path &lt;==".</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_rule_example(nuint index);

    /// <summary>Fills mapping options with the defaults.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_mapping_options_init(acm_mapping_options* options);

    /// <summary>Fills page options with the defaults.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_page_options_init(acm_page_options* options);

    /// <summary>Reads one page. Faults of the page are findings, and all that can be read is read; only what is no
    /// page at all fails.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_read_page(
        byte* bytes, nuint len, acm_page_options* options, nint* playbook, nint* diagnostics, acm_error* err);

    /// <summary>Fills JSON options with the defaults.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_json_options_init(acm_json_options* options);

    /// <summary>Writes a playbook as JSON, UTF-8, ended by a line feed.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_write_json(
        nint playbook, JsonFlags flags, delegate* unmanaged<void*, byte*, nuint, int> sink, void* user,
        acm_error* err);

    /// <summary>Reads a playbook from JSON. Everything is checked: an unknown key, word or item, a missing or repeated
    /// one, a value of the wrong type, an expression that makes no sense. Nothing is made of a text with a
    /// fault.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_read_json(
        byte* bytes, nuint len, acm_json_options* options, nint* playbook, acm_error* err);

    /// <summary>The revision of a playbook: the SHA-256 of its JSON on one line without places. Playbooks that say the
    /// same have the same revision, wherever on their pages, and in whichever folders, they say it.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_revision(nint playbook, byte* @out, nuint size, acm_error* err);

    /// <summary>Fills CMMN options with the defaults.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_cmmn_options_init(acm_cmmn_options* options);

    /// <summary>Reads a case model. Its plan items are items; a definition that several plan items use is there for
    /// each of them. Each id of a plan item is a key; within a definition that is used several times the key of the
    /// plan item that uses it and '/' stand before it. What the playbook cannot say, such as planning tables, the case
    /// file, processes and what is particular to some engine, is a finding each; a model that makes no sense
    /// fails.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_read_cmmn(
        byte* bytes, nuint len, acm_cmmn_options* options, nint* playbook, nint* diagnostics, acm_error* err);

    /// <summary>Writes a playbook as CMMN 1.1, UTF-8, ended by a line feed. The same playbook gives the same bytes on
    /// every machine.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_write_cmmn(
        nint playbook, CmmnFlags flags, delegate* unmanaged<void*, byte*, nuint, int> sink, void* user,
        acm_error* err);

    /// <summary>Makes a source ready to be filled: sets its size, clears the rest.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_source_init(acm_source* source);

    /// <summary>Makes a source of files in memory, given in the order of the array, once: to read them again, call
    /// this again.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_memory_source_init(
        acm_memory_source* memory, acm_source_file* files, nuint count);

    /// <summary>Fills folder options with the defaults.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_folder_options_init(acm_folder_options* options);

    /// <summary>Reads all pages of a source into one playbook: phases hold processes, a process for each page with
    /// steps or tasks; other pages are documents. One language owns structure and keys; the others are aligned to it
    /// and give texts alone. Order: the table of contents, then the vocabulary's phases, then paths. Faults, a page
    /// that is too large or not UTF-8 among them, and what does not align are findings; all that can be read is
    /// read.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_read_pages(
        acm_source* source, acm_folder_options* options, nint* playbook, nint* diagnostics, acm_error* err);

    /// <summary>Makes an empty roster.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_roster_new(acm_allocator* allocator, nint* roster, acm_error* err);

    /// <summary>Adds a participant. May be called while cases use the roster.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_roster_add(
        nint roster, byte* key, byte* name, byte* roles, uint* participant, acm_error* err);

    /// <summary>Finds a participant by key.</summary>
    [LibraryImport(LibraryName)]
    internal static partial uint acm_roster_find(nint roster, byte* key);

    /// <summary>How many participants there are; their ids are 1 to this.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial nuint acm_roster_count(nint roster);

    /// <summary>The name of a participant.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_roster_name(nint roster, uint participant);

    /// <summary>The key of a participant.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_roster_key(nint roster, uint participant);

    /// <summary>Takes one more reference.</summary>
    [LibraryImport(LibraryName)]
    internal static partial nint acm_roster_retain(nint roster);

    /// <summary>Gives a reference back; the last one frees the roster and every text lent from it.</summary>
    [LibraryImport(LibraryName)]
    internal static partial void acm_roster_free(nint roster);

    /// <summary>Makes an empty log.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_log_new(acm_allocator* allocator, nint* log, acm_error* err);

    /// <summary>How many events wait to be drained.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial nuint acm_log_count(nint log);

    /// <summary>Takes the oldest events out of the log. Texts of drained events stay until the next command of a case
    /// that uses the log.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_log_drain(
        nint log, Event* @out, nuint stride, nuint capacity, nuint* count, acm_error* err);

    /// <summary>The text of an event.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_log_text(nint log, Event* @event);

    /// <summary>Drops all events and texts, drained or not; memory is kept for what comes.</summary>
    [LibraryImport(LibraryName)]
    internal static partial void acm_log_clear(nint log);

    /// <summary>Frees a log. No case may use it any more.</summary>
    [LibraryImport(LibraryName)]
    internal static partial void acm_log_free(nint log);

    /// <summary>Fills case options with the defaults.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_case_options_init(acm_case_options* options);

    /// <summary>Begins a case: creates the plan's stage and all that starts by itself. Uses the playbook's
    /// allocator.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_case_new(
        nint playbook, nint roster, nint log, acm_case_options* options, nint* @out, acm_error* err);

    /// <summary>Frees a case; its events stay in the log.</summary>
    [LibraryImport(LibraryName)]
    internal static partial void acm_case_free(nint c);

    /// <summary>Copies a case, for what-if: the copy goes its own way and writes to its own log.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_case_dup(nint c, nint log, nint* @out, acm_error* err);

    /// <summary>Carries out commands, one after the other. Each takes effect whole, with everything that follows from
    /// it, or not at all; the first that is refused ends the call and changes nothing. Facts with
    /// <see cref="CommandFlags.WithNext"/> and the command behind them count as one.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_case_post(
        nint c, Command* commands, nuint stride, nuint count, byte* text, nuint text_len, nuint* accepted,
        acm_error* err);

    /// <summary>The state of the case.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial State acm_case_state(nint c);

    /// <summary>The state of an item: of its newest instance.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial State acm_case_item_state(nint c, uint item);

    /// <summary>The state of a condition, in the newest instance that carries it.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial ConditionState acm_case_condition_state(nint c, uint condition);

    /// <summary>When the next timer is due: a caller that wants timers to occur posts
    /// <see cref="CommandKind.Advance"/> then.</summary>
    [LibraryImport(LibraryName)]
    internal static partial uint acm_case_next_timer(nint c, long* time);

    /// <summary>The item of an instance, as events and board rows name instances.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial uint acm_case_instance_item(nint c, uint instance);

    /// <summary>The state of an instance.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial State acm_case_instance_state(nint c, uint instance);

    /// <summary>The time of the case: of its last command, or when it began.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial long acm_case_time(nint c);

    /// <summary>The playbook of a case.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial nint acm_case_playbook(nint c);

    /// <summary>The roster of a case.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial nint acm_case_roster(nint c);

    /// <summary>The English word for a state, as expressions and scenarios write it: "available", "completed",
    /// ...</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_state_name(State state);

    /// <summary>The English word for the state of a condition: "open", "confirmed", "waived", "none".</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_condition_state_name(ConditionState state);

    /// <summary>All instances of a case as records: the first ones in document order, then what repetition added in
    /// the order of its creation. A stage stands before what is in it.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_case_board(
        nint c, BoardRow* @out, nuint stride, nuint capacity, nuint* count);

    /// <summary>Writes a case as bytes: all that it needs to go on, but for its playbook, its roster and the events
    /// that are still in its log. The same state gives the same bytes on every machine, however the case came to it.
    /// Who performs a task is named by key. A hash in the bytes finds damage; it keeps nobody from changing them on
    /// purpose.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_case_snapshot(
        nint c, void* buffer, nuint capacity, nuint* needed, acm_error* err);

    /// <summary>Makes a case from its bytes. It goes on as the other one would have: the same commands give the same
    /// events.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_case_restore(
        nint playbook, nint roster, nint log, void* bytes, nuint len, nint* @out, acm_error* err);

    /// <summary>The hash of a case: equal for equal states of equal playbooks, on every machine. It is bytes 16 to 31
    /// of the snapshot.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_case_hash(nint c, void* @out, nuint size, acm_error* err);

    /// <summary>Makes a case again from its events: begins it as the options say and posts each command that its
    /// events tell of. Every event that this gives is compared with the next one given; the first that differs ends
    /// the call. The case is then as it was when the last event happened, and its snapshot the same, byte for
    /// byte.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_case_replay(
        nint playbook, nint roster, nint log, acm_case_options* options, Event* events, nuint stride, nuint count,
        byte* text, nuint text_len, nint* @out, acm_error* err);

    /// <summary>All that stands in the way of a command, what will come up once the rest is out of the way included.
    /// Each blocker with alternative 0 has to be out of the way, and of each item that several ways lead into, those
    /// of one alternative. Then the command would be accepted - or has become needless, as starting what then starts
    /// by itself -, unless something else happens meanwhile.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_case_explain(
        nint c, uint item, uint instance, CommandKind command, uint actor, Blocker* @out, nuint stride,
        nuint capacity, nuint* count);

    /// <summary>One blocker as a sentence.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_case_explain_text(
        nint c, Blocker* blocker, byte* language, byte* buffer, nuint capacity, nuint* needed);

    /// <summary>Fills plan options with the defaults: the case is to be completed.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_plan_options_init(acm_plan_options* options);

    /// <summary>Makes a plan result ready for use.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_plan_result_init(acm_plan_result* result);

    /// <summary>Finds the fewest commands that bring an item, a condition or the case into a wanted state. The case
    /// stays as it is: the search runs on copies, and the plan was carried out on one before it is given. Waiting for
    /// the next timer is a step, a command <see cref="CommandKind.Advance"/>; the scope never changes. Of several
    /// instances the newest is meant, as by <c>acm_case_item_state</c>.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_case_plan(
        nint c, acm_plan_options* options, PlanStep* @out, nuint stride, nuint capacity, nuint* count,
        acm_plan_result* result, acm_error* err);

    /// <summary>One step as a sentence: "Ana completes ...". Without an actor it names the roles that may; of a waived
    /// condition it gives the reason, <c>PlanOptions</c>.reason_at.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_plan_step_text(
        nint c, PlanStep* step, byte* text, nuint text_len, byte* language, byte* buffer, nuint capacity,
        nuint* needed);

    /// <summary>Fills scenario options with the defaults.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_scenario_options_init(acm_scenario_options* options);

    /// <summary>Clears a scenario result for use.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_scenario_result_init(acm_scenario_result* result);

    /// <summary>Reads a scenario file. Every key and value is checked here; an unknown one is an error with its
    /// place.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_scenario_read(
        byte* json, nuint len, acm_allocator* allocator, nint* scenario, acm_error* err);

    /// <summary>The id of a scenario.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_scenario_id(nint scenario);

    /// <summary>A model that a scenario names, a path relative to the scenario file; the caller loads it. Several are
    /// language editions of one playbook: the scenario must hold on each.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_scenario_model(nint scenario, nuint index);

    /// <summary>The case of its model that a scenario is about, for models that hold several.</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_scenario_case(nint scenario);

    /// <summary>One line that says what a step does, such as "as ana: complete 4047".</summary>
    [LibraryImport(LibraryName)]
    internal static partial byte* acm_scenario_step_text(nint scenario, nuint step);

    /// <summary>Finds an item or condition as scenarios name it: by its id in the model that was read; by key; by a
    /// bare task number; by a key without what all keys of the plan begin with, such as "in-2"; by its name in any
    /// language. What lies within the plan is preferred.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_scenario_find(
        nint playbook, uint plan, byte* name, nuint name_len, uint* id, acm_error* err);

    /// <summary>Finds which instance of a running case an act means, as the steps of a scenario do. A name that
    /// several items bear is fine if the command is legal for one instance of them.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_scenario_pick(
        nint c, byte* name, nuint name_len, CommandKind command, int nth, uint* item, uint* instance,
        acm_error* err);

    /// <summary>The time that a step's advanceTime means.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_scenario_time(
        byte* text, nuint text_len, long now, long* time, acm_error* err);

    /// <summary>Writes events as lines for people: what happened, to which instance, from which state to which, and
    /// why.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_scenario_trace(
        nint c, nint log, Event* events, nuint stride, nuint count, byte* language,
        delegate* unmanaged<void*, byte*, nuint, int> sink, void* user, acm_error* err);

    /// <summary>Runs a scenario on a playbook. A step that does not hold is a result, not an error.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_scenario_run(
        nint scenario, nint playbook, acm_scenario_options* options, acm_scenario_result* result, acm_error* err);

    /// <summary>Frees a scenario.</summary>
    [LibraryImport(LibraryName)]
    internal static partial void acm_scenario_free(nint scenario);

    /// <summary>Clears an outcome for use; its verdict is <see cref="ScenarioVerdict.Passed"/>.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_scenario_outcome_init(acm_scenario_outcome* outcome);

    /// <summary>Begins a report.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_scenario_report_new(
        ScenarioFormat format, nuint total, acm_allocator* allocator, nint* report,
        delegate* unmanaged<void*, byte*, nuint, int> sink, void* user, acm_error* err);

    /// <summary>Adds the outcome of a scenario. After a failure the report is as it was, but for what the sink has
    /// received.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_scenario_report_add(
        nint report, acm_scenario_outcome* outcome, acm_error* err);

    /// <summary>Writes the end of a report, of JUnit all of it.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_scenario_report_end(nint report, acm_error* err);

    /// <summary>Frees a report.</summary>
    [LibraryImport(LibraryName)]
    internal static partial void acm_scenario_report_free(nint report);

    /// <summary>Fills lint options with the defaults.</summary>
    [LibraryImport(LibraryName)]
    [SuppressGCTransition]
    internal static partial void acm_lint_options_init(acm_lint_options* options);

    /// <summary>Looks through all pages and tables of contents of a playbook.</summary>
    [LibraryImport(LibraryName)]
    internal static partial Status acm_playbook_lint(
        nint playbook, acm_lint_options* options, nint* diagnostics, acm_error* err);
}
