package session

import "context"

// discard is DISCARD.
func (s *Session) discard(ctx context.Context, what string) error {
	switch what {
	case "plans", "sequences":
		return nil
	case "temp":
		return s.discardTemporary(ctx)
	}
	if s.tx.block || s.tx.implicit {
		return fail("25001", "DISCARD ALL cannot run inside a transaction block")
	}
	s.dropPortals(func(p *portal) bool { return p.name != "" })
	if err := s.deallocate(""); err != nil {
		return err
	}
	s.settings.ResetAll()
	return s.discardTemporary(ctx)
}

// discardTemporary drops the temporary tables, which live as long as the engine's session, by beginning a new one.
func (s *Session) discardTemporary(ctx context.Context) error {
	if !s.temporary {
		return nil
	}
	if err := s.release(ctx, nil); err != nil {
		return err
	}
	if err := s.endEngine(ctx, true); err != nil {
		return err
	}
	for _, st := range s.statements { // they are prepared anew when they are needed
		st.close()
	}
	old := s.engine
	if err := s.connect(ctx); err != nil {
		return err
	}
	s.temporary = false
	return old.Close()
}
