import * as React from "react";
import { createUseAuth } from "portcullis-client/react";

export const useAuth = createUseAuth(React, { base: "/app/auth/" });
