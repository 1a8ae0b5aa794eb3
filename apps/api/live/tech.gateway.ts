import { Inject } from '@nestjs/common';
import { type OnGatewayConnection, type OnGatewayInit, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import type { Namespace, Socket } from 'socket.io';
import type { Doorward } from '#flows/doorward';
import type { TechnicianWho } from '#apps/api/doors/door';
import { isOurOrigin } from '#apps/api/doors/door.guard';
import { technicianOf } from '#apps/api/doors/keys';
import { HOUSE } from '#apps/api/house';
import { LOG, type Log } from '#apps/api/log';
import { dayOf, noteSeen } from '#apps/api/technician/technician.controller';

type Owner = { technicianId: string; deviceId: string };

const roomOf = (technicianId: string) => `technician:${technicianId}`;

/** The technicians' phones: each gets its own day, whole, at every change. The server alone names the rooms. */
@WebSocketGateway({ namespace: '/tech', transports: ['websocket'] })
export class TechGateway implements OnGatewayInit<Namespace>, OnGatewayConnection<Socket> {
  @WebSocketServer() private readonly phones!: Namespace;

  constructor(
    @Inject(HOUSE) private readonly house: Doorward,
    @Inject(LOG) private readonly log: Log,
  ) {}

  afterInit(phones: Namespace): void {
    phones.use((socket, next) => {
      this.ownerOf(socket).then(
        (owner) => {
          if (!owner) return next(new Error('signed out'));
          (socket.data as Owner).technicianId = owner.id;
          (socket.data as Owner).deviceId = owner.deviceId;
          return next();
        },
        (error: unknown) => {
          this.log.warn({ error: String(error) }, "a technician's phone could not be let in");
          next(new Error('not available'));
        },
      );
    });
  }

  async handleConnection(socket: Socket): Promise<void> {
    const { technicianId, deviceId } = socket.data as Owner;
    await socket.join(roomOf(technicianId));
    try {
      await noteSeen(this.house, deviceId);
      socket.emit('day', await dayOf(this.house, technicianId));
    } catch (error) {
      // The records cannot be read: without its connection the phone comes back by itself and asks again.
      this.log.warn({ error: String(error) }, 'a day could not be shown');
      socket.conn.close();
    }
  }

  /** The technicians who look at their page here and now. */
  open(): string[] {
    return [...this.phones.sockets.values()].map(({ data }) => (data as Owner).technicianId);
  }

  async tell(technicianIds: readonly string[]): Promise<void> {
    for (const id of technicianIds) {
      if (!this.phones.adapter.rooms.get(roomOf(id))?.size) continue;
      this.phones.local.to(roomOf(id)).emit('day', await dayOf(this.house, id));
    }
  }

  /** Phones whose sign-in was taken back meanwhile hear nothing more. */
  async checkDevices(): Promise<void> {
    for (const socket of this.phones.sockets.values()) {
      if (await this.ownerOf(socket)) continue;
      // Told first, so that the phone forgets its day at once.
      socket.emit('signed-out');
      socket.disconnect(true);
    }
  }

  private async ownerOf({ handshake }: Socket): Promise<TechnicianWho | null> {
    if (!isOurOrigin(handshake.headers.origin, this.house.settings.PUBLIC_URL, handshake.headers.host)) return null;
    const { token } = handshake.auth as { token?: unknown };
    const who = await technicianOf(this.house, typeof token === 'string' ? token : undefined);
    return who?.is === 'technician' ? who : null;
  }
}
