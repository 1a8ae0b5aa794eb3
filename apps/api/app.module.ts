import { type DynamicModule, Module, StandardSchemaValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { BlockController } from '#apps/api/booking/block.controller';
import { BookingController } from '#apps/api/booking/booking.controller';
import { CreditsController } from '#apps/api/booking/credits.controller';
import { TwilioController } from '#apps/api/carrier/twilio.controller';
import { ConsentController } from '#apps/api/customer/consent.controller';
import { VisitFormsController } from '#apps/api/customer/visit-forms.controller';
import { VisitStreams } from '#apps/api/customer/visit-streams';
import { VisitController } from '#apps/api/customer/visit.controller';
import { DecisionsController } from '#apps/api/demo/decisions.controller';
import { DemoController } from '#apps/api/demo/demo.controller';
import { OpenLines } from '#apps/api/demo/open-lines';
import { DemoPhonesController } from '#apps/api/demo/phones.controller';
import { StoriesController } from '#apps/api/demo/stories.controller';
import { AccessController } from '#apps/api/desk/access.controller';
import { BoardController } from '#apps/api/desk/board.controller';
import { ClockController } from '#apps/api/desk/clock.controller';
import { DayPlansController } from '#apps/api/desk/day-plans.controller';
import { DispatchController } from '#apps/api/desk/dispatch.controller';
import { FiguresController } from '#apps/api/desk/figures.controller';
import { ImportsController } from '#apps/api/desk/imports.controller';
import { MendingController } from '#apps/api/desk/mending.controller';
import { PhonesController } from '#apps/api/desk/phones.controller';
import { PlaceController } from '#apps/api/desk/place.controller';
import { SessionController } from '#apps/api/desk/session.controller';
import { SetupController } from '#apps/api/desk/setup.controller';
import { TrackersController } from '#apps/api/desk/trackers.controller';
import { DoorGuard } from '#apps/api/doors/door.guard';
import { HealthController } from '#apps/api/health.controller';
import { HOUSE, type House, POSITIONS } from '#apps/api/house';
import { BoardGateway } from '#apps/api/live/board.gateway';
import { Live } from '#apps/api/live/live';
import { TechGateway } from '#apps/api/live/tech.gateway';
import { LOG, type Log } from '#apps/api/log';
import { AddressesController } from '#apps/api/map/addresses.controller';
import { MapController } from '#apps/api/map/map.controller';
import { Problem } from '#apps/api/problem';
import { ProblemFilter } from '#apps/api/problem.filter';
import { PhoneController } from '#apps/api/technician/phone.controller';
import { PositionsController } from '#apps/api/technician/positions.controller';
import { SignInLinkController } from '#apps/api/technician/sign-in.controller';
import { TechnicianController } from '#apps/api/technician/technician.controller';
import { TrackController } from '#apps/api/track/track.controller';
import { receivePositions } from '#flows/commands/receive-positions';

/** Everything the api process offers. */
@Module({})
export class AppModule {
  static with(house: House, log: Log): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        SessionController,
        BoardController,
        DispatchController,
        PlaceController,
        MendingController,
        DayPlansController,
        SetupController,
        ImportsController,
        AccessController,
        TrackersController,
        PhonesController,
        ClockController,
        FiguresController,
        BlockController,
        BookingController,
        CreditsController,
        TechnicianController,
        PhoneController,
        PositionsController,
        TrackController,
        SignInLinkController,
        ConsentController,
        VisitController,
        VisitFormsController,
        TwilioController,
        DemoController,
        DemoPhonesController,
        DecisionsController,
        StoriesController,
        AddressesController,
        MapController,
        HealthController,
      ],
      providers: [
        { provide: HOUSE, useValue: house },
        { provide: POSITIONS, useValue: receivePositions(house) },
        { provide: LOG, useValue: log },
        { provide: APP_GUARD, useClass: DoorGuard },
        { provide: APP_FILTER, useValue: new ProblemFilter(log, house.settings) },
        { provide: APP_PIPE, useValue: new StandardSchemaValidationPipe({ exceptionFactory: unreadable }) },
        BoardGateway,
        TechGateway,
        VisitStreams,
        OpenLines,
        Live,
      ],
    };
  }
}

type Issue = { readonly message: string; readonly path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined };

/** What is wrong with a request, field by field, in words. */
function unreadable(issues: readonly Issue[]): Problem {
  const errors = issues.slice(0, 20).map(({ message, path = [] }) => ({
    field: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message,
  }));
  const say = errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; ');
  return new Problem(400, 'Bad request', `This request could not be taken: ${say}. Nothing was changed.`, { errors });
}
