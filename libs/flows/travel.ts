import { estimateTravel } from '#travel/estimate';
import { osrmTravel } from '#travel/osrm';
import { type SureOptions, sureTravel } from '#travel/sure';
import type { SureTravel, Travel } from '#travel/travel';
import { valhallaTravel } from '#travel/valhalla';
import type { Settings } from '#flows/settings';

type RoadSettings = Pick<Settings, 'ROADS' | 'ROADS_URL'>;

/** Driving times as the settings have it, with the estimate behind them. */
export const travelOf = (settings: RoadSettings, options?: SureOptions): SureTravel =>
  sureTravel(driverOf(settings), options);

/** The driver alone: it can say more than times (a line on the map, the nearest road), and it can fail. */
function driverOf({ ROADS, ROADS_URL }: RoadSettings): Travel {
  if (ROADS === 'estimate' || ROADS_URL === undefined) return estimateTravel;
  return ROADS === 'valhalla' ? valhallaTravel({ url: ROADS_URL }) : osrmTravel({ url: ROADS_URL });
}
