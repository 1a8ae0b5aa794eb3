import { MOST_PLACES, MOST_STOPS, MOST_TRACE_POINTS } from '#travel/roads-protocol';
import type { Network } from '#apps/roads/network';

/** Off: the engine writes its log to stdout otherwise. */
const logging = { type: '' };
const TRANSIT_WALK = { min_transit_walking_distance: 1, max_transit_walking_distance: 10_000 };
const MATRIX = { max_matrix_distance: 5_000_000, max_matrix_location_pairs: MOST_PLACES * MOST_PLACES };

/**
 * What Valhalla 3.6 needs to be told to answer for cars: the values of its own `valhalla_build_config` where nothing is
 * said, and only the keys without which it does not start. `tile_url` is never set: the engine makes no connections.
 */
export const engineConfig = ({ tiles, timezones }: Pick<Network, 'tiles' | 'timezones'>) => ({
  mjolnir: { tile_dir: tiles, ...(timezones ? { timezone: timezones } : {}), logging },
  loki: {
    actions: ['locate', 'route', 'sources_to_targets', 'trace_attributes', 'status'],
    use_connectivity: true,
    service_defaults: {
      heading_tolerance: 60,
      minimum_reachability: 50,
      node_snap_tolerance: 5,
      radius: 0,
      search_cutoff: 35_000,
      street_side_max_distance: 1000,
      street_side_tolerance: 5,
    },
    logging,
  },
  thor: { logging },
  odin: { logging },
  meili: {
    mode: 'auto',
    customizable: ['search_radius', 'gps_accuracy'],
    verbose: false,
    auto: { search_radius: 50, turn_penalty_factor: 200 },
    default: {
      beta: 3,
      breakage_distance: 2000,
      geometry: false,
      gps_accuracy: 5,
      interpolation_distance: 10,
      max_route_distance_factor: 5,
      max_route_time_factor: 5,
      max_search_radius: 100,
      route: true,
      search_radius: 50,
      sigma_z: 4.07,
      turn_penalty_factor: 0,
    },
    grid: { cache_size: 100_240, size: 500 },
    logging,
  },
  service_limits: {
    auto: { max_distance: 5_000_000, max_locations: MOST_STOPS, ...MATRIX },
    pedestrian: { max_distance: 250_000, max_locations: MOST_STOPS, ...MATRIX, ...TRANSIT_WALK },
    // Zero by default, which means that the hour of a matrix is silently ignored.
    max_timedep_distance_matrix: 500_000,
    max_timedep_distance: 500_000,
    isochrone: {
      max_contours: 4,
      max_time_contour: 120,
      max_distance_contour: 200,
      max_locations: 1,
      max_distance: 25_000,
    },
    trace: {
      max_shape: MOST_TRACE_POINTS,
      max_distance: 1_000_000,
      max_gps_accuracy: 100,
      max_search_radius: 100,
      max_alternates: 3,
      max_alternates_shape: 100,
    },
    skadi: { max_shape: 750_000, min_resample: 10 },
    status: { allow_verbose: false },
    max_exclude_locations: 50,
    max_exclude_polygons_length: 10_000,
    max_reachability: 100,
    max_radius: 200,
    max_alternates: 2,
  },
});
