// xstate.mjs FORM - W2 by XState: an actor a task ("actors"), one actor of one chart ("chart"), or that chart without
// an actor ("pure"). Reads how many cases to run, a line each, and answers with the seconds that they took.
import {assign, createActor, createMachine, initialTransition, transition} from "xstate";
import {createInterface} from "node:readline";

const STAGES = 5;
const TASKS = 8;
const MANDATORY = 0xd5;

const roleOf = (stage, task) => (stage + task) % 2;

const taskMachine = createMachine({
  context: ({input}) => ({role: input}),
  initial: "enabled",
  states: {
    enabled: {on: {start: {target: "active", guard: ({context, event}) => event.role === context.role}}},
    active: {on: {complete: {target: "completed", guard: ({context, event}) => event.role === context.role}}},
    completed: {},
  },
});

const stageMachine = createMachine({
  initial: "active",
  states: {active: {on: {complete: "completed"}}, completed: {}},
});

// A case of actors: one a task of the current stage, one a stage, one for the whole.
class Actors {
  constructor() {
    this.whole = createActor(stageMachine).start();
    this.enter(0);
  }

  enter(stage) {
    this.stage = createActor(stageMachine).start();
    this.number = stage;
    this.open = MANDATORY;
    this.active = 0;
    this.tasks = [];
    for (let task = 0; task < TASKS; task++)
      this.tasks.push(createActor(taskMachine, {input: roleOf(stage, task)}).start());
  }

  start(stage, task, role) {
    if (stage !== this.number) return false;
    const actor = this.tasks[task];
    actor.send({type: "start", role});
    if (actor.getSnapshot().value !== "active") return false;
    this.active++;
    return true;
  }

  complete(stage, task, role) {
    if (stage !== this.number) return false;
    const actor = this.tasks[task];
    actor.send({type: "complete", role});
    if (actor.getSnapshot().value !== "completed") return false;
    this.active--;
    this.open &= ~(1 << task);
    if (!this.open && !this.active) this.leave();
    return true;
  }

  leave() {
    this.stage.send({type: "complete"});
    if (this.number + 1 < STAGES) this.enter(this.number + 1);
    else this.whole.send({type: "complete"});
  }

  isDone() {
    return this.whole.getSnapshot().value === "completed";
  }
}

const started = assign({active: ({context}) => context.active + 1});

function chartTask(stage, task) {
  const guard = ({event}) => event.role === roleOf(stage, task);
  const completed = assign({
    active: ({context}) => context.active - 1,
    open: ({context}) => context.open & ~(1 << task),
  });
  return {
    initial: "enabled",
    states: {
      enabled: {on: {[`start${task}`]: {target: "active", guard, actions: started}}},
      active: {on: {[`complete${task}`]: {target: "completed", guard, actions: completed}}},
      completed: {},
    },
  };
}

function chartStage(stage) {
  const states = {};
  for (let task = 0; task < TASKS; task++) states[`t${task}`] = chartTask(stage, task);
  return {
    type: "parallel",
    entry: assign({open: MANDATORY, active: 0}),
    always: {
      target: stage + 1 < STAGES ? `s${stage + 1}` : "done",
      guard: ({context}) => context.open === 0 && context.active === 0,
    },
    states,
  };
}

function chart() {
  const states = {done: {type: "final"}};
  for (let stage = 0; stage < STAGES; stage++) states[`s${stage}`] = chartStage(stage);
  return createMachine({context: {open: 0, active: 0}, initial: "s0", states});
}

const machine = chart();

// Whether a task of the chart has come to a state; what is behind the current stage is completed.
function isIn(value, stage, task, state) {
  const inside = value[`s${stage}`];
  return inside === undefined ? state === "completed" : inside[`t${task}`] === state;
}

class Chart {
  constructor() {
    this.actor = createActor(machine).start();
  }

  start(stage, task, role) {
    this.actor.send({type: `start${task}`, role});
    return isIn(this.actor.getSnapshot().value, stage, task, "active");
  }

  complete(stage, task, role) {
    this.actor.send({type: `complete${task}`, role});
    return isIn(this.actor.getSnapshot().value, stage, task, "completed");
  }

  isDone() {
    return this.actor.getSnapshot().status === "done";
  }
}

class Pure {
  constructor() {
    [this.snapshot] = initialTransition(machine);
  }

  start(stage, task, role) {
    [this.snapshot] = transition(machine, this.snapshot, {type: `start${task}`, role});
    return isIn(this.snapshot.value, stage, task, "active");
  }

  complete(stage, task, role) {
    [this.snapshot] = transition(machine, this.snapshot, {type: `complete${task}`, role});
    return isIn(this.snapshot.value, stage, task, "completed");
  }

  isDone() {
    return this.snapshot.status === "done";
  }
}

function runCase(Form) {
  const c = new Form();
  let accepted = 0;
  let refused = 0;
  for (let stage = 0; stage < STAGES; stage++) {
    if (!c.start(stage, 0, 1 - roleOf(stage, 0))) refused++;
    for (let task = 0; task < TASKS; task++) {
      const role = roleOf(stage, task);
      if (c.start(stage, task, role)) accepted++;
      if (c.complete(stage, task, role)) accepted++;
    }
  }
  if (accepted !== 80 || refused !== 5 || !c.isDone())
    throw new Error(`accepted ${accepted}, refused ${refused}, done ${c.isDone()}`);
}

const Form = {actors: Actors, chart: Chart, pure: Pure}[process.argv[2]];
for await (const line of createInterface({input: process.stdin})) {
  const begin = process.hrtime.bigint();
  for (let left = Number(line); left > 0; left--) runCase(Form);
  console.log(Number(process.hrtime.bigint() - begin) / 1e9);
}
