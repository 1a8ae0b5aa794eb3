import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';

/** Who may come in. Every route names its door; one without a door stays shut. */
export type DoorName =
  | 'open'
  | 'desk'
  /** The desk again, but only who may set the company up. */
  | 'supervisor'
  | 'desk-or-integration'
  | 'technician'
  /** A technician again, but let in by a look up to three seconds old: his phone tells where it is all day long. */
  | 'positions'
  | 'tracker'
  | 'visit'
  | 'carrier'
  | 'demo';

export const DOOR = 'doorward:door';
export const Door = (name: DoorName) => SetMetadata(DOOR, name);

/** Who came in, as established at the door. */
export type Who =
  | { readonly is: 'nobody' }
  | { readonly is: 'dispatcher'; readonly id: string; readonly name: string; readonly role: 'desk' | 'supervisor' }
  | { readonly is: 'integration'; readonly id: string; readonly name: string }
  | { readonly is: 'technician'; readonly id: string; readonly name: string; readonly deviceId: string }
  | { readonly is: 'tracker'; readonly technicianId: string }
  | {
      readonly is: 'customer';
      readonly workOrderId: string;
      readonly appointmentId: string;
      readonly name: string;
      /** Whose link it is: the customer's own number, or a contact's. */
      readonly phone: string;
      /** Of his page: everything on it lies below. */
      readonly path: string;
    };

export type WithWho = { who: Who };

const who = (context: ExecutionContext): Who => context.switchToHttp().getRequest<WithWho>().who;

const only = <K extends Who['is']>(...kinds: K[]) =>
  createParamDecorator((_: unknown, context: ExecutionContext) => {
    const found = who(context);
    // The guard has let him in by this very door; anything else is a fault in the wiring.
    if (!(kinds as string[]).includes(found.is))
      throw new Error(`this route is reached by ${found.is}, which it does not expect`);
    return found;
  });

export type DispatcherWho = Extract<Who, { is: 'dispatcher' }>;
export type TechnicianWho = Extract<Who, { is: 'technician' }>;
export type TrackerWho = Extract<Who, { is: 'tracker' }>;
export type CustomerWho = Extract<Who, { is: 'customer' }>;
export type StaffWho = Extract<Who, { is: 'dispatcher' | 'integration' }>;

export const TheDispatcher = only('dispatcher');
export const TheStaff = only('dispatcher', 'integration');
export const TheTechnician = only('technician');
export const TheTracker = only('tracker');
export const TheCustomer = only('customer');
