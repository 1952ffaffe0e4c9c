internal import HubCore
